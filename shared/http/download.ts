/**
 * Streams JSON as a file: however much there is, memory stays flat. When a piece cannot be had, the connection breaks off, so
 * that nobody takes the rest for the whole; `failed` is told why, and the server and the client are not.
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
        controller.error(new Error('The download broke off.'));
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
