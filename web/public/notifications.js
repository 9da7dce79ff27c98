// Shows what an owner is told through their browser, and leads to it. Loads, keeps and reads nothing else.
self.addEventListener('push', (event) => {
  let told = {};
  try {
    told = event.data.json();
  } catch {
    // A browser has to show something for every push.
  }
  const { title = 'Email AI', text = '', url = '/', id } = told;
  event.waitUntil(
    self.registration.showNotification(String(title), {
      body: String(text),
      icon: '/favicon.svg',
      // The same told again takes the place of the first.
      tag: String(id ?? 'email-ai'),
      data: { url: String(url) },
    }),
  );
});

self.addEventListener('notificationclick', (event) => {
  event.notification.close();
  const target = new URL(event.notification.data?.url ?? '/', self.location.origin);
  // Only this site's own pages.
  const url = target.origin === self.location.origin ? target.href : self.location.origin;
  event.waitUntil(
    self.clients.matchAll({ type: 'window', includeUncontrolled: true }).then((windows) => {
      const open = windows.find((one) => one.url === url);
      return open ? open.focus() : self.clients.openWindow(url);
    }),
  );
});

self.addEventListener('install', () => self.skipWaiting());
self.addEventListener('activate', (event) => event.waitUntil(self.clients.claim()));
