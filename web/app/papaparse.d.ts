/** The part of Papa Parse that is used here; the package comes without types. */
declare module 'papaparse' {
  interface ParseResult<Row> {
    readonly data: readonly Row[];
  }
  const Papa: {
    readonly parse: <Row>(
      text: string,
      options: { readonly skipEmptyLines?: boolean | 'greedy'; readonly delimiter?: string },
    ) => ParseResult<Row>;
  };
  export default Papa;
}
