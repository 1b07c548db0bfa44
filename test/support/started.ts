type Cleaning = { readonly onCleanup: (end: () => Promise<void>) => void }

/** Makes a fixture of what is started and must be ended. */
export const started =
	<Started>(start: () => Promise<Started>, end: (started: Started) => unknown) =>
	// biome-ignore lint/correctness/noEmptyPattern: Vitest reads here the names of the fixtures that this one needs.
	async ({}, { onCleanup }: Cleaning): Promise<Started> => {
		const it = await start()
		onCleanup(async () => void (await end(it)))
		return it
	}
