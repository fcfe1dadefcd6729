<?php

declare(strict_types=1);

namespace Tagwright\Tagwright\Model\Config\Backend;

use Magento\Framework\App\Cache\TypeListInterface;
use Magento\Framework\App\Config\ScopeConfigInterface;
use Magento\Framework\App\Config\Value as ConfigValue;
use Magento\Framework\Data\Collection\AbstractDb;
use Magento\Framework\Exception\LocalizedException;
use Magento\Framework\Model\Context;
use Magento\Framework\Model\ResourceModel\AbstractResource;
use Magento\Framework\Registry;
use Tagwright\Tagwright\Model\Package;
use Tagwright\Tagwright\Model\Shipped;

/**
 * Checks a value by the schema of its field before it is saved.
 */
class Value extends ConfigValue
{
    /** Texts in whose place Magento puts an address when it reads the configuration. */
    private const PLACEHOLDERS = ['{{base_url}}', '{{secure_base_url}}', '{{unsecure_base_url}}'];

    public function __construct(
        Context $context,
        Registry $registry,
        ScopeConfigInterface $config,
        TypeListInterface $cacheTypeList,
        private readonly Shipped $shipped,
        ?AbstractResource $resource = null,
        ?AbstractDb $resourceCollection = null,
        array $data = []
    ) {
        parent::__construct($context, $registry, $config, $cacheTypeList, $resource, $resourceCollection, $data);
    }

    /**
     * @return $this
     * @throws LocalizedException The value does not fit; nothing of the form is saved then.
     */
    public function beforeSave()
    {
        [, $group, $name] = explode('/', (string) $this->getPath()) + ['', '', ''];
        $section = $this->shipped->section($group);
        $field = $section['fields'][$name] ?? null;
        if ($field !== null) {
            $value = $this->getValue();
            $required = Package::isRequired($section, $this->on($section), $name);
            $problem = Package::misfit($field, $value, $required) ?? $this->replaced((string) $value);
            if ($problem !== null) {
                throw new LocalizedException(__('%1: %2 %3.', $section['title'], $field['title'], $problem));
            }
            if (is_string($value)) {
                $this->setValue(str_replace("\r\n", "\n", $value));
            }
        }
        return parent::beforeSave();
    }

    /** What is wrong with a value that Magento would not give back as it was. */
    private function replaced(string $value): ?string
    {
        foreach (self::PLACEHOLDERS as $placeholder) {
            if (str_contains($value, $placeholder)) {
                return "cannot hold $placeholder, which Magento replaces";
            }
        }
        return trim($value) === '' && $value !== '' ? 'cannot be blank, which Magento takes for empty' : null;
    }

    /**
     * The switches of the form's group.
     *
     * @param array<string, mixed> $section
     * @return array<string, bool> By role.
     */
    private function on(array $section): array
    {
        $on = [];
        foreach (array_keys($section['roles']) as $role) {
            $on[$role] = (bool) ($this->getFieldsetDataValue(Shipped::ON . $role) ?? true);
        }
        return $on;
    }
}
