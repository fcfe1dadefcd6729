/** The program in as few bytes as terser makes of it, comments that begin with `!` kept, functions eager. */
function minified(code) {
  const result = Terser.minify_sync(code, {
    ecma: 5,
    toplevel: true,
    compress: { ecma: 5, passes: 4, keep_fargs: false, inline: 3 },
    mangle: true,
    format: { ecma: 5, ascii_only: true, comments: /^!/ },
  });
  return eager(result.code);
}
