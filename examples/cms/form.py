"""A platform's settings as a form, and the tag that pages get from what was posted; as form.php.

python examples/cms/form.py mixpanel                       prints the form
python examples/cms/form.py mixpanel event=Seen ids=true   prints the tag, or what is wrong
"""

import json
import sys
from html import escape
from pathlib import Path

from jsonschema import Draft202012Validator

DIST = Path(__file__).parents[2] / "dist"  # which the site serves under /tagwright/
TYPES = {"integer": int, "number": float, "boolean": "true".__eq__, "string": str}


def platform(slug):
    """The embed form's file in the manifest, and the JSON Schema of the settings that it reads."""
    entry = json.loads((DIST / "manifest.json").read_text())["platforms"][slug]
    role = entry["roles"][0]
    files = entry["targets"]["reader" if role == "analytics" else role]["files"]
    schema = json.loads((DIST / entry["settings_schema"]).read_text())
    own = schema.pop("roles", {}).get(role, schema)
    schema["properties"] = {name: schema["properties"][name] for name in own["properties"]}
    return next(file for file in files if file["embed"]), {**schema, "required": own["required"]}


def box(name, field, rules):
    """What a setting is chosen with."""
    value = field.get("default", "")
    if field["type"] == "boolean":  # a browser posts nothing for a box that is not checked
        off = f'<input type="hidden" name="{name}" value="false">'
        return f'{off}<input type="checkbox" name="{name}" value="true"{" checked" * value}>'
    if "enum" not in field:  # a text can have several lines
        return f'<textarea name="{name}" rows="1"{rules}>{escape(str(value))}</textarea>'
    options = (f"<option{' selected' * (o == value)}>{escape(o)}</option>" for o in field["enum"])
    return f'<select name="{name}">{"".join(options)}</select>'


def tag(slug, file, schema, posted):
    """The script element; what was left blank has its default. SystemExit tells what is wrong."""
    try:
        values = {n: TYPES[schema["properties"][n]["type"]](t) for n, t in posted.items() if t}
    except (KeyError, ValueError) as error:
        sys.exit(f"not a setting, or not a number: {error}")
    if problems := list(Draft202012Validator(schema).iter_errors(values)):
        sys.exit("\n".join(f"{'.'.join(one.path)} {one.message}" for one in problems))
    told = json.dumps(values, sort_keys=True).replace("<", "\\u003c")  # or it loses its nonce
    where = f'src="/tagwright/{file["path"]}" integrity="{file["integrity"]}"'
    return f'<script {where} data-tagwright="{slug}" data-settings="{escape(told)}"></script>'


if __name__ == "__main__":
    embed, form = platform(sys.argv[1])
    if pairs := dict(pair.split("=", 1) for pair in sys.argv[2:]):
        print(tag(sys.argv[1], embed, form, pairs))
    for key, one in form["properties"].items() if not pairs else ():
        told = box(key, one, " required" * (key in form["required"]))
        print(f"<p><label>{escape(one['title'])} {told}</label> {escape(one['description'])}</p>")
