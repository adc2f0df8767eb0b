// What the page does wrong, told to the server of the tests: for browsers whose drivers keep no log.
{
  const tell = text => {
    if (location.protocol === 'file:') return void (window.e2eComplaints ??= []).push(text);
    const request = new XMLHttpRequest();
    // At once: the test may look right afterwards, or leave the page.
    request.open('POST', `/e2e-complaint?${encodeURIComponent(text.slice(0, 1500))}`, false);
    request.send();
  };
  const words = value => value instanceof Error ? `${value} ${value.stack}` : String(value);
  addEventListener('error', event => {
    // That is how these browsers say that they go on with the next frame, as is right: nothing was thrown.
    if (event.message?.startsWith('ResizeObserver loop')) return;
    tell(event.target instanceof Element
      ? `not loaded: ${event.target.cloneNode().outerHTML}` : `not caught: ${event.message} ${event.error?.stack}`);
  }, true);
  addEventListener('unhandledrejection', event => tell(`not caught: ${words(event.reason)}`));
  addEventListener('securitypolicyviolation', event => tell(
    `securitypolicyviolation: ${event.effectiveDirective} forbids ${event.blockedURI} ${event.sample}`));
  for (const level of ['error', 'warn']) {
    const write = console[level];
    console[level] = (...values) => {
      tell(`console.${level}: ${values.map(words).join(' ')}`);
      write.apply(console, values);
    };
  }
}
