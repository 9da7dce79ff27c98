import { buildWeb, isWebBuildFresh, webBuildDirectory } from '../../../web/build.ts';

/** The folder of the built web app. Builds it first if its sources have changed, which takes a few seconds. */
export const builtWebApp = async (): Promise<string> => {
  if (!(await isWebBuildFresh())) {
    console.log('Building the web app (only after a change) …');
    await buildWeb();
  }
  return webBuildDirectory;
};
