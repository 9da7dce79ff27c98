import { index, layout, type RouteConfig, route } from '@react-router/dev/routes';

export default [
  route('sign-in', 'routes/sign-in.tsx'),
  route('privacy', 'routes/privacy.tsx'),
  route('terms', 'routes/terms.tsx'),
  layout('frame/frame.tsx', [
    index('routes/home.tsx'),
    route('assistants', 'routes/assistants.tsx'),
    route('assistants/new', 'routes/assistant-new.tsx'),
    route('assistants/:assistantId', 'routes/assistant.tsx'),
    route('assistants/:assistantId/playground', 'routes/playground.tsx'),
    route('assistants/:assistantId/rehearsals/:rehearsalId?', 'routes/rehearsals.tsx'),
    route('threads', 'routes/threads.tsx'),
    route('threads/new', 'routes/thread-new.tsx'),
    route('threads/new-many', 'routes/threads-new-many.tsx'),
    route('threads/:threadId', 'routes/thread.tsx'),
    route('people/:personId', 'routes/person.tsx'),
    route('activity', 'routes/activity.tsx'),
    route('settings', 'routes/settings.tsx'),
    route('*', 'routes/not-found.tsx'),
  ]),
] satisfies RouteConfig;
