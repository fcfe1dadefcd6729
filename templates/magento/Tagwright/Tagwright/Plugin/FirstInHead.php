<?php

declare(strict_types=1);

namespace Tagwright\Tagwright\Plugin;

use Magento\Framework\View\Page\Config\Renderer;
use Tagwright\Tagwright\Model\Head;

/**
 * Puts the scripts before every style sheet and script file of a page, directly after its meta elements.
 *
 * The layout's `head.additional` and `<script>` elements come after all of Magento's own assets: too late for experiments.
 */
class FirstInHead
{
    public function __construct(private readonly Head $head)
    {
    }

    /**
     * @param Renderer $subject
     * @param string $result The meta elements, which Magento prints first.
     * @return string
     */
    public function afterRenderMetadata(Renderer $subject, $result)
    {
        return $result . $this->head->html();
    }
}
