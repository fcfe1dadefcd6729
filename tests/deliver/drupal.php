<?php

/**
 * The module on doubles of the classes of Drupal that it uses: what it prints, what its form is, what it saves.
 *
 * php drupal.php MODULE QUESTIONS, the module's folder and a file of JSON, [{stored: configuration, post: values of the form or
 * null, route, isAdmin}]; the answer is JSON, [{html, weights, cache, form, errors, saved}]. Attributes are escaped as Drupal's
 * Html::escape does.
 */

namespace Symfony\Component\DependencyInjection {
  interface ContainerInterface {
    public function get(string $id);
  }
}

namespace Drupal\Component\Utility {
  class Html {
    public static function escape(string $text): string {
      return htmlspecialchars($text, ENT_QUOTES | ENT_SUBSTITUTE, 'UTF-8');
    }
  }
}

namespace Drupal\Core\Config {
  interface ConfigFactoryInterface {
    public function get($name);
  }

  class Config {
    public function __construct(public array $data) {}

    public function get($key = '') {
      return $this->data;
    }

    public function getRawData() {
      return $this->data;
    }

    public function set($key, $value) {
      $place = &$this->data;
      foreach (explode('.', $key) as $part) {
        $place = &$place[$part];
      }
      $place = $value;
      return $this;
    }

    public function save() {
      Factory::$saved = $this->data;
    }
  }

  class Factory implements ConfigFactoryInterface {
    public static ?array $saved = NULL;

    public function __construct(private Config $config) {}

    public function get($name) {
      assert($name === 'tagwright.settings');
      return $this->config;
    }
  }
}

namespace Drupal\Core\Extension {
  class ModuleExtensionList {
    public function __construct(private string $folder) {}

    public function getPath($name) {
      assert($name === 'tagwright');
      return $this->folder;
    }
  }

  interface ModuleHandlerInterface {
    public function alter($type, &$data, &$context1 = NULL, &$context2 = NULL);
  }
}

namespace Drupal\Core\File {
  interface FileUrlGeneratorInterface {
    public function generateString(string $uri): string;
  }
}

namespace Drupal\Core\Routing {
  interface RouteMatchInterface {
    public function getRouteName();
  }

  class AdminContext {
    public function __construct(private bool $isAdmin) {}

    public function isAdminRoute() {
      return $this->isAdmin;
    }
  }
}

namespace Drupal\Core\Form {
  use Drupal\Core\Config\Config;
  use Symfony\Component\DependencyInjection\ContainerInterface;

  interface FormStateInterface {
    public function getValue($key, $default = NULL);
    public function setErrorByName($name, $message = '');
  }

  abstract class ConfigFormBase {
    public static Config $config;

    public static function create(ContainerInterface $container) {
      return new static();
    }

    protected function config($name) {
      return self::$config;
    }

    public function buildForm(array $form, FormStateInterface $form_state) {
      return $form + ['actions' => []];
    }

    public function validateForm(array &$form, FormStateInterface $form_state) {}

    public function submitForm(array &$form, FormStateInterface $form_state) {}

    protected function t(string $text, array $values = []) {
      return strtr($text, array_map('htmlspecialchars', $values));
    }
  }
}

namespace {
  use Drupal\Core\Config\Config;
  use Drupal\Core\Config\Factory;
  use Drupal\Core\Extension\ModuleExtensionList;
  use Drupal\Core\Extension\ModuleHandlerInterface;
  use Drupal\Core\File\FileUrlGeneratorInterface;
  use Drupal\Core\Form\ConfigFormBase;
  use Drupal\Core\Form\FormStateInterface;
  use Drupal\Core\Routing\AdminContext;
  use Drupal\Core\Routing\RouteMatchInterface;
  use Drupal\tagwright\Form\SettingsForm;
  use Drupal\tagwright\Head;
  use Drupal\tagwright\Hook\TagwrightHooks;
  use Symfony\Component\DependencyInjection\ContainerInterface;

  error_reporting(E_ALL);
  set_error_handler(static function (int $level, string $what, string $file, int $line): never {
    throw new ErrorException($what, 0, $level, $file, $line);
  });

  spl_autoload_register(static function (string $class) use ($argv): void {
    $prefix = 'Drupal\\tagwright\\';
    if (str_starts_with($class, $prefix)) {
      require $argv[1] . '/src/' . strtr(substr($class, strlen($prefix)), '\\', '/') . '.php';
    }
  });

  /** The values of a form, and what was wrong with them. */
  class Sent implements FormStateInterface {
    public array $errors = [];

    public function __construct(private array $values) {}

    public function getValue($key, $default = NULL) {
      $found = $this->values;
      foreach ((array) $key as $part) {
        if (!isset($found[$part])) {
          return $default;
        }
        $found = $found[$part];
      }
      return $found;
    }

    public function setErrorByName($name, $message = '') {
      $this->errors[$name] = $message;
    }
  }

  /** The answer to one question. */
  function answer(string $module, array $question): array {
    Factory::$saved = NULL;
    $config = new Config($question['stored']);
    ConfigFormBase::$config = $config;
    $urls = new class implements FileUrlGeneratorInterface {
      public function generateString(string $uri): string {
        return '/modules/custom/tagwright/js/' . basename($uri);
      }
    };
    $head = new Head(new Factory($config), new ModuleExtensionList($module), $urls);
    $route = new class($question['route']) implements RouteMatchInterface {
      public function __construct(private string $name) {}

      public function getRouteName() {
        return $this->name;
      }
    };
    $modules = new class implements ModuleHandlerInterface {
      public function alter($type, &$data, &$context1 = NULL, &$context2 = NULL) {
        assert($type === 'tagwright_enabled');
        if ($context1->getRouteName() === 'altered') {
          $data = FALSE;
        }
      }
    };
    $attachments = [];
    (new TagwrightHooks($head, new AdminContext($question['isAdmin']), $route, $modules))->pageAttachments($attachments);

    // Drupal sorts by weight and keeps the order of equals.
    $elements = array_column($attachments['#attached']['html_head'] ?? [], 0);
    usort($elements, static fn (array $one, array $other): int => $one['#weight'] <=> $other['#weight']);
    $html = '';
    foreach ($elements as $element) {
      $attributes = '';
      foreach ($element['#attributes'] as $name => $value) {
        $attributes .= ' ' . $name . '="' . htmlspecialchars($value, ENT_QUOTES | ENT_SUBSTITUTE, 'UTF-8') . '"';
      }
      $html .= '<' . $element['#tag'] . $attributes . '></' . $element['#tag'] . ">\n";
    }

    $container = new class($head) implements ContainerInterface {
      public function __construct(private Head $head) {}

      public function get(string $id) {
        assert($id === 'tagwright.head');
        return $this->head;
      }
    };
    $form = SettingsForm::create($container);
    $state = new Sent($question['post'] ?? []);
    $built = $form->buildForm([], $state);
    if ($question['post'] !== NULL) {
      $form->validateForm($built, $state);
      if ($state->errors === []) {
        $form->submitForm($built, $state);
      }
    }
    return [
      'html' => $html,
      'weights' => array_column($elements, '#weight'),
      'cache' => $attachments['#cache'],
      'form' => $built,
      'errors' => (object) $state->errors,
      'saved' => Factory::$saved,
    ];
  }

  $questions = json_decode(file_get_contents($argv[2]), TRUE);
  echo json_encode(array_map(static fn (array $question): array => answer($argv[1], $question), $questions), JSON_THROW_ON_ERROR);
}
