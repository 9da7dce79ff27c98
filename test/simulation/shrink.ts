import type { Plan } from './plan.ts';
import { runPlan } from './run.ts';

/** A smaller plan that still breaks a promise; the plan itself when it breaks none. */
export const shrink = async (plan: Plan): Promise<Plan> => {
  const breaks = async (candidate: Plan): Promise<boolean> =>
    (await runPlan(candidate)).violations.length > 0;
  if (!(await breaks(plan))) return plan;
  let smallest = plan;
  for (let again = true; again; ) {
    again = false;
    for (let index = smallest.events.length - 1; index >= 0; index--) {
      const candidate = { ...smallest, events: smallest.events.filter((_, other) => other !== index) };
      if (await breaks(candidate)) {
        smallest = candidate;
        again = true;
      }
    }
  }
  return smallest;
};
