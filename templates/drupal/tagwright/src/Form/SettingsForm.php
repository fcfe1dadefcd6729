<?php

namespace Drupal\tagwright\Form;

use Drupal\Component\Utility\Html;
use Drupal\Core\Form\ConfigFormBase;
use Drupal\Core\Form\FormStateInterface;
use Drupal\tagwright\Head;
use Drupal\tagwright\Package;
use Symfony\Component\DependencyInjection\ContainerInterface;

/**
 * The settings of everything in the package; its fields are what tagwright.json says.
 */
class SettingsForm extends ConfigFormBase {

  /**
   * What is in the package.
   */
  protected Package $package;

  /**
   * {@inheritdoc}
   */
  public static function create(ContainerInterface $container): static {
    $form = parent::create($container);
    $form->package = $container->get('tagwright.head')->package();
    return $form;
  }

  /**
   * {@inheritdoc}
   */
  public function getFormId(): string {
    return 'tagwright_settings';
  }

  /**
   * {@inheritdoc}
   */
  protected function getEditableConfigNames(): array {
    return [Head::CONFIG];
  }

  /**
   * {@inheritdoc}
   */
  public function buildForm(array $form, FormStateInterface $form_state): array {
    $settings = $this->package->settings($this->config(Head::CONFIG)->getRawData());
    $form['#tree'] = TRUE;
    $form['optimizely'] = $this->fieldset($this->package->optimizely());
    $form['optimizely'] += $this->fields('optimizely', $this->package->optimizely(), $settings['optimizely']);
    foreach ($this->package->platforms() as $slug => $section) {
      $own = $settings['platforms'][$slug];
      $fieldset = $this->fieldset($section);
      foreach ($section['roles'] as $role => $program) {
        $fieldset['on'][$role] = [
          '#type' => 'checkbox',
          '#title' => $program['title'],
          '#default_value' => $own['on'][$role],
        ];
      }
      $fieldset['values'] = $this->fields($slug, $section, $own['values']);
      $form['platforms'][$slug] = $fieldset;
    }
    return parent::buildForm($form, $form_state);
  }

  /**
   * {@inheritdoc}
   */
  public function validateForm(array &$form, FormStateInterface $form_state): void {
    parent::validateForm($form, $form_state);
    $this->complain($form_state, $this->package->optimizely(), ['optimizely'], []);
    foreach ($this->package->platforms() as $slug => $section) {
      $on = $form_state->getValue(['platforms', $slug, 'on'], []);
      $this->complain($form_state, $section, ['platforms', $slug, 'values'], $on);
    }
  }

  /**
   * {@inheritdoc}
   */
  public function submitForm(array &$form, FormStateInterface $form_state): void {
    $config = $this->config(Head::CONFIG);
    $config->set('optimizely', $this->stored($form_state, $this->package->optimizely(), ['optimizely']));
    foreach ($this->package->platforms() as $slug => $section) {
      $on = $form_state->getValue(['platforms', $slug, 'on'], []);
      $config->set("platforms.$slug", [
        'on' => array_map('boolval', array_intersect_key($on, $section['roles'])),
        'values' => $this->stored($form_state, $section, ['platforms', $slug, 'values']),
      ]);
    }
    $config->save();
    parent::submitForm($form, $form_state);
  }

  /**
   * The frame around a section.
   */
  private function fieldset(array $section): array {
    return [
      '#type' => 'details',
      '#title' => $section['title'],
      '#description' => $this->t('<a href=":url">Documentation</a>', [':url' => $section['docs']]),
      '#open' => TRUE,
    ];
  }

  /**
   * The form elements of a section's fields.
   */
  private function fields(string $slug, array $section, array $values): array {
    $elements = [];
    foreach ($section['fields'] as $name => $field) {
      $elements[$name] = $this->element($field, in_array($name, $section['long'], TRUE)) + [
        '#title' => $field['title'],
        '#description' => Html::escape($field['description']),
        '#default_value' => $values[$name] ?? NULL,
      ];
      foreach ($section['roles'] as $role => $program) {
        if (in_array($name, $program['required'], TRUE)) {
          $elements[$name]['#states']['required'][] = [":input[name=\"platforms[$slug][on][$role]\"]" => ['checked' => TRUE]];
        }
      }
    }
    return $elements;
  }

  /**
   * The kind of form element that fits a field.
   */
  private function element(array $field, bool $is_long): array {
    if (isset($field['enum'])) {
      $options = array_map('strval', $field['enum']);
      return ['#type' => 'select', '#options' => array_combine($options, $options)];
    }
    if ($field['type'] === 'boolean') {
      return ['#type' => 'checkbox'];
    }
    if ($field['type'] === 'string') {
      // Drupal would cut a longer text off at 128 characters.
      return $is_long ? ['#type' => 'textarea'] : ['#type' => 'textfield', '#maxlength' => NULL];
    }
    return [
      '#type' => 'number',
      '#step' => $field['type'] === 'integer' ? 1 : 'any',
    ] + array_filter([
      '#min' => $field['minimum'] ?? NULL,
      '#max' => $field['maximum'] ?? NULL,
    ], static fn (mixed $limit): bool => $limit !== NULL);
  }

  /**
   * Marks each field of a section whose value does not fit.
   *
   * @param \Drupal\Core\Form\FormStateInterface $form_state
   *   What was sent.
   * @param array $section
   *   The section.
   * @param string[] $place
   *   Where its fields are in the form.
   * @param array $on
   *   Which roles are switched on.
   */
  private function complain(FormStateInterface $form_state, array $section, array $place, array $on): void {
    foreach ($section['fields'] as $name => $field) {
      $value = $form_state->getValue([...$place, $name]);
      $problem = Package::misfit($field, $value, Package::isRequired($section, $on, $name));
      if ($problem !== NULL) {
        $what = ['@section' => $section['title'], '@field' => $field['title'], '@problem' => $problem];
        $form_state->setErrorByName(implode('][', [...$place, $name]), $this->t('@section: @field @problem.', $what));
      }
    }
  }

  /**
   * A section's values as they are stored; what nobody gave is left out.
   */
  private function stored(FormStateInterface $form_state, array $section, array $place): array {
    $values = [];
    foreach ($section['fields'] as $name => $field) {
      $value = Package::stored($field, $form_state->getValue([...$place, $name]));
      if ($value !== NULL) {
        $values[$name] = $value;
      }
    }
    return $values;
  }

}
