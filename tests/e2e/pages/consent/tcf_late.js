// A CMP without a stub: nothing of it is there before it has loaded. After tcf.js.
delete window.__tcfapi;
