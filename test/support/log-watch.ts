import { z } from 'zod'
import type { LocalRuntime } from '#infra/local/cloud/start-runtime.ts'
import { waitUntil } from '#infra/local/story/wait-until.ts'

const loggedSchema = z.looseObject({
	code: z.string(),
	caseId: z.string().optional(),
	send: z.string().optional(),
	network: z.string().optional(),
	reason: z.string().optional(),
})
/** What one line of a function's log says, and which function wrote it. */
export type Logged = z.infer<typeof loggedSchema> & { readonly function: string }

const parse = (line: string): unknown => {
	try {
		return JSON.parse(line)
	} catch {
		// What is printed beside the log, by the runtime or by Node.
		return undefined
	}
}

/** Remembers what the functions log from now on, so that a test waits for what they did instead of for a while. */
export const watchLog = (logs: LocalRuntime['logs']) => {
	const seen: Logged[] = []
	const end = logs.subscribe(({ function: name, line }) => {
		const logged = loggedSchema.safeParse(parse(line)).data
		if (logged !== undefined) seen.push({ ...logged, function: name })
	})
	const logged = (code: string, fields: Partial<Logged> = {}): readonly Logged[] =>
		seen.filter((one) => one.code === code && Object.entries(fields).every(([key, value]) => one[key] === value))
	return {
		/** The lines with this code and these fields, in their order. */
		logged,
		/** Waits until there are so many of them; throws after the time (60 s). */
		until: (code: string, fields: Partial<Logged> = {}, count = 1, timeoutMilliseconds = 60_000) =>
			waitUntil(
				`${count} × ${code} ${JSON.stringify(fields)}`,
				async () => (logged(code, fields).length >= count ? logged(code, fields) : undefined),
				timeoutMilliseconds,
			),
		/** Forgets what was logged so far. */
		forget: (): void => {
			seen.length = 0
		},
		end,
	}
}
export type LogWatch = ReturnType<typeof watchLog>
