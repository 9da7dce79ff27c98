type Methods<P> = { readonly [M in keyof P]: true };

/**
 * A port whose adapter is loaded with the first call of one of its methods: each function has all ports, and most requests
 * need few. `methods` names all of them, which the type check requires.
 */
export const onFirstUse = <P extends object>(methods: Methods<P>, load: () => Promise<P>): P => {
  let loading: Promise<P> | undefined;
  const forward =
    (method: string) =>
    async (...args: readonly unknown[]): Promise<unknown> => {
      loading ??= load();
      const adapter = (await loading) as Readonly<Record<string, (...args: readonly unknown[]) => unknown>>;
      return adapter[method]?.(...args);
    };
  return Object.fromEntries(Object.keys(methods).map((method) => [method, forward(method)])) as P;
};
