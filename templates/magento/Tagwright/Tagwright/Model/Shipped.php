<?php

declare(strict_types=1);

namespace Tagwright\Tagwright\Model;

use Magento\Framework\Component\ComponentRegistrar;
use Magento\Framework\Component\ComponentRegistrarInterface;

/**
 * What came with the module: the data of the package and its scripts.
 */
class Shipped
{
    /** Before the name of a role, the field that switches it on. */
    public const ON = 'on_';

    private ?Package $package = null;

    public function __construct(private readonly ComponentRegistrarInterface $registrar)
    {
    }

    public function package(): Package
    {
        return $this->package ??= Package::read($this->path('tagwright.json'));
    }

    /** The program in a file of the package. */
    public function script(string $file): string
    {
        $code = file_get_contents($this->path("snippets/$file"));
        if ($code === false) {
            throw new \RuntimeException("snippets/$file cannot be read: install the module again");
        }
        return rtrim($code);
    }

    /**
     * The section of a group of the configuration.
     *
     * @return array<string, mixed>|null Null for a group that is not in the package.
     */
    public function section(string $group): ?array
    {
        if ($group === 'optimizely') {
            return $this->package()->optimizely();
        }
        foreach ($this->package()->platforms() as $slug => $section) {
            if ($this->group($slug) === $group) {
                return $section;
            }
        }
        return null;
    }

    /** The group of a platform: Magento has no hyphens there. */
    public function group(string $slug): string
    {
        return str_replace('-', '_', $slug);
    }

    private function path(string $inside): string
    {
        return $this->registrar->getPath(ComponentRegistrar::MODULE, 'Tagwright_Tagwright') . '/' . $inside;
    }
}
