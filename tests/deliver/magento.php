<?php

/**
 * The module on doubles of the classes of Magento that it uses: what it prints, and what its backend model says to a form.
 *
 * php magento.php MODULE QUESTIONS, the module's folder and a file of JSON, [{config: groups of the section, post: groups of a form
 * or null}]; the answer is JSON, [{html, errors, saved, registered}]. Attributes are escaped as strictly as Magento's
 * escapeHtmlAttr does.
 */

declare(strict_types=1);

namespace Magento\Framework\Component {
    interface ComponentRegistrarInterface
    {
        public function getPath($type, $componentName);
    }

    class ComponentRegistrar
    {
        public const MODULE = 'module';

        public static array $registered = [];

        public static function register($type, $componentName, $path)
        {
            self::$registered[] = [$type, $componentName, $path];
        }
    }
}

namespace Magento\Framework\App\Config {
    interface ScopeConfigInterface
    {
        public function getValue($path, $scopeType = 'default', $scopeCode = null);
    }

    class Value
    {
        private array $data;

        public function __construct($context, $registry, $config, $cacheTypeList, $resource = null, $resourceCollection = null, array $data = [])
        {
            $this->data = $data;
        }

        public function getPath()
        {
            return $this->data['path'];
        }

        public function getValue()
        {
            return $this->data['value'];
        }

        public function setValue($value)
        {
            $this->data['value'] = $value;
        }

        public function getFieldsetDataValue($key)
        {
            return $this->data['fieldset_data'][$key] ?? null;
        }

        public function beforeSave()
        {
            return $this;
        }
    }
}

namespace Magento\Framework\App\Cache {
    interface TypeListInterface
    {
    }
}

namespace Magento\Framework\Model {
    class Context
    {
    }
}

namespace Magento\Framework {
    class Registry
    {
    }
}

namespace Magento\Framework\Exception {
    class LocalizedException extends \Exception
    {
    }
}

namespace Magento\Store\Model {
    interface ScopeInterface
    {
        public const SCOPE_STORE = 'store';
    }
}

namespace Magento\Framework\View\Helper {
    class SecureHtmlRenderer
    {
        public function renderTag(string $tagName, array $attributes, ?string $content = null, bool $textContent = true): string
        {
            $html = "<$tagName";
            foreach ($attributes as $name => $value) {
                $encode = static fn (array $found): string => sprintf('&#x%X;', mb_ord($found[0], 'UTF-8'));
                $html .= " $name=\"" . preg_replace_callback('/[^a-z0-9,._-]/iu', $encode, $value) . '"';
            }
            return "$html nonce=\"NONCE\">" . ($textContent ? htmlspecialchars((string) $content) : $content) . "</$tagName>";
        }
    }
}

namespace Magento\Framework\View\Page\Config {
    class Renderer
    {
    }
}

namespace {
    use Magento\Framework\App\Cache\TypeListInterface;
    use Magento\Framework\App\Config\ScopeConfigInterface;
    use Magento\Framework\Component\ComponentRegistrar;
    use Magento\Framework\Component\ComponentRegistrarInterface;
    use Magento\Framework\Exception\LocalizedException;
    use Magento\Framework\Model\Context;
    use Magento\Framework\Registry;
    use Magento\Framework\View\Helper\SecureHtmlRenderer;
    use Magento\Framework\View\Page\Config\Renderer;
    use Tagwright\Tagwright\Model\Config\Backend\Value;
    use Tagwright\Tagwright\Model\Head;
    use Tagwright\Tagwright\Model\Shipped;
    use Tagwright\Tagwright\Plugin\FirstInHead;

    error_reporting(E_ALL);
    set_error_handler(static function (int $level, string $what, string $file, int $line): never {
        throw new ErrorException($what, 0, $level, $file, $line);
    });

    function __(string $text, ...$values): string
    {
        foreach ($values as $number => $value) {
            $text = str_replace('%' . ($number + 1), $value, $text);
        }
        return $text;
    }

    $folder = $argv[1];
    spl_autoload_register(static function (string $class) use ($folder): void {
        $prefix = 'Tagwright\\Tagwright\\';
        if (str_starts_with($class, $prefix)) {
            require "$folder/" . strtr(substr($class, strlen($prefix)), '\\', '/') . '.php';
        }
    });
    require "$folder/registration.php";

    /** The answer to one question. */
    function answer(string $folder, array $question): array
    {
        $registrar = new class($folder) implements ComponentRegistrarInterface {
            public function __construct(private string $folder)
            {
            }

            public function getPath($type, $componentName)
            {
                assert([$type, $componentName] === ['module', 'Tagwright_Tagwright']);
                return $this->folder;
            }
        };
        $config = new class($question['config']) implements ScopeConfigInterface {
            public function __construct(private ?array $groups)
            {
            }

            public function getValue($path, $scopeType = 'default', $scopeCode = null)
            {
                assert([$path, $scopeType] === ['tagwright', 'store']);
                return $this->groups;
            }
        };
        $types = new class implements TypeListInterface {
        };
        $shipped = new Shipped($registrar);
        $errors = [];
        $saved = [];
        foreach ($question['post'] ?? [] as $group => $fields) {
            foreach ($fields as $name => $value) {
                $data = ['path' => "tagwright/$group/$name", 'value' => $value, 'fieldset_data' => $fields];
                $model = new Value(new Context(), new Registry(), $config, $types, $shipped, null, null, $data);
                try {
                    $model->beforeSave();
                    $saved[$group][$name] = $model->getValue();
                } catch (LocalizedException $error) {
                    $errors["$group.$name"] = $error->getMessage();
                }
            }
        }
        $plugin = new FirstInHead(new Head($config, $shipped, new SecureHtmlRenderer()));
        return [
            'html' => $plugin->afterRenderMetadata(new Renderer(), "<meta charset=\"utf-8\"/>\n"),
            'errors' => (object) $errors,
            'saved' => (object) $saved,
            'registered' => array_slice(ComponentRegistrar::$registered[0], 0, 2),
        ];
    }

    $questions = json_decode(file_get_contents($argv[2]), true);
    $answers = array_map(static fn (array $question): array => answer($folder, $question), $questions);
    echo json_encode($answers, JSON_THROW_ON_ERROR);
}
