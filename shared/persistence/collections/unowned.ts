import { keptSuppressionSchema } from '../../domain/account/kept-suppression.ts';
import { limitSchema } from '../../domain/account/limit.ts';
import { signInSchema } from '../../domain/account/sign-in.ts';
import { modelCheckSchema } from '../../domain/writing/model-check.ts';
import { migrationStateSchema } from '../migration-state.ts';
import { collection } from './collection.ts';

/** Collections whose documents cannot be traced to a person. */
export const unownedCollections = {
  signIns: collection({
    path: 'signIns/{stateHash}',
    one: 'signIn',
    schema: signInSchema,
    owner: 'none',
    exported: null,
    erased: 'never',
    ages: 'ttl',
    indexes: [],
  }),
  addressLimits: collection({
    path: 'addressLimits/{subjectHash}',
    one: 'addressLimit',
    schema: limitSchema,
    owner: 'none',
    exported: null,
    erased: 'never',
    ages: 'ttl',
    indexes: [],
  }),
  keptSuppressions: collection({
    path: 'keptSuppressions/{hash}',
    one: 'keptSuppression',
    schema: keptSuppressionSchema,
    owner: 'none',
    exported: null,
    erased: 'never',
    ages: 'never',
    indexes: [],
  }),
  installation: collection({
    path: 'installation/{note}',
    one: 'installationNote',
    schema: modelCheckSchema,
    owner: 'none',
    exported: null,
    erased: 'never',
    ages: 'never',
    indexes: [],
  }),
  migrations: collection({
    path: 'migrations/{id}',
    one: 'migration',
    schema: migrationStateSchema,
    owner: 'none',
    exported: null,
    erased: 'never',
    ages: 'never',
    indexes: [],
  }),
};
