/**
 * Streams JSON as a file download with constant memory. If a piece fails, the connection is aborted, so that the client
 * does not take a partial file for a complete one. `failed` receives the cause; the client does not.
 */
export const jsonDownload = (
  fileName: string,
  pieces: AsyncIterable<string>,
  failed: (thrown: unknown) => void,
): Response => {
  const encoder = new TextEncoder();
  const iterator = pieces[Symbol.asyncIterator]();
  const body = new ReadableStream<Uint8Array>({
    async pull(controller) {
      try {
        const { done, value } = await iterator.next();
        if (done) controller.close();
        else controller.enqueue(encoder.encode(value));
      } catch (thrown) {
        failed(thrown);
        controller.error(new Error('The download was aborted.'));
      }
    },
    async cancel() {
      await iterator.return?.();
    },
  });
  return new Response(body, {
    headers: {
      'content-type': 'application/json',
      'content-disposition': `attachment; filename="${fileName}"`,
    },
  });
};
