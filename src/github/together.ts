/**
 * What calls made at the same time give, in their order, once all of them ended. Of several that failed it throws the error of the first of the list, whichever
 * failed first: an outage goes on while the same call fails (decision 74), and a race between two that fail would end it each time.
 */
export async function together<Works extends readonly unknown[] | []>(
  works: Works,
): Promise<{ -readonly [Rank in keyof Works]: Awaited<Works[Rank]> }> {
  await Promise.allSettled(works);
  return Promise.all(works);
}
