import { parseArgs } from 'node:util';
import { localDeadLetters } from './local.ts';
import { pubsubDeadLetters } from './pubsub.ts';

/**
 * `npm run replay`: lists the dead letters; `-- --all` or `-- ID …` delivers them again. On this machine (`DATA_DIR`),
 * or with `--project X` those of a Google Cloud project.
 */
const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    local: { type: 'boolean', default: true },
    project: { type: 'string' },
    prefix: { type: 'string', default: process.env.PUBSUB_TOPIC_PREFIX ?? '' },
    all: { type: 'boolean', default: false },
  },
});

const emulator = process.env.PUBSUB_EMULATOR_HOST;
const deadLetters = values.project
  ? pubsubDeadLetters({
      projectId: values.project,
      topicPrefix: values.prefix,
      ...(emulator ? { apiEndpoint: emulator } : {}),
    })
  : localDeadLetters(process.env.DATA_DIR || '.data');

try {
  if (values.all || positionals.length > 0) {
    console.log(`${await deadLetters.replay(values.all ? null : positionals)} delivered again.`);
  } else {
    const events = await deadLetters.list();
    for (const { id, topic, data, publishedAt } of events) {
      console.log(`${id}  ${new Date(publishedAt).toISOString()}  ${topic}  ${JSON.stringify(data)}`);
    }
    console.log(events.length === 0 ? 'No dead letters.' : 'To deliver them again: -- ID …, or -- --all');
  }
} finally {
  await deadLetters.close();
}
