// Runs before the first paint, so that neither the colours nor the language change under the reader's eyes.
(() => {
  const read = (key) => {
    try {
      return localStorage.getItem(key);
    } catch {
      return null;
    }
  };
  const root = document.documentElement;
  const wanted = read('mantine-color-scheme-value');
  const dark =
    wanted === 'dark' || (wanted !== 'light' && matchMedia('(prefers-color-scheme: dark)').matches);
  root.setAttribute('data-mantine-color-scheme', dark ? 'dark' : 'light');
  const language = read('language') ?? navigator.language;
  root.lang = /^ru\b/i.test(language) ? 'ru' : 'en';
})();
