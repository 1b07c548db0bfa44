/** Everything that comes, in one list. */
export const allOf = async <Item>(items: AsyncIterable<readonly Item[]>): Promise<readonly Item[]> => {
	const all: Item[] = []
	for await (const some of items) all.push(...some)
	return all
}
