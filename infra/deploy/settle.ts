import { err, type Result } from '../../shared/domain/result.ts';
import type { Ask } from './ask.ts';
import { type Environment, environmentFile, environmentOf, readEnvironment } from './environment.ts';
import type { Options } from './options.ts';

/** The environment to deploy, from its file and the command line. Asks for what neither contains. */
export const settle = async (
  { env, said }: Options,
  root: string,
  ask: Ask | null,
): Promise<Result<Environment, string>> => {
  const written = await readEnvironment(root, env);
  if (!written.ok) return written;
  const file = environmentFile(env);
  const known = written.value?.project;
  if (known !== undefined && said.project !== undefined && said.project !== known)
    return err(
      `${file} is the project ${known}, not ${said.project}. Another project is another environment: --env NAME.`,
    );
  const project =
    said.project ?? known ?? (await ask?.(`Id of the Google Cloud project of ${env}: `, 'open'));
  if (!project) return err(`Which project? Pass --project PROJECT once; it is stored in ${file}.`);
  return environmentOf(env, { ...written.value, ...said, project });
};
