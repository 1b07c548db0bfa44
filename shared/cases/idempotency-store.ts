import { HOUR, type Instant } from '#shared/kernel/clock.ts'
import type { CaseId } from './keys.ts'

/** How long a repeat of a command is recognised. */
export const REPEATS_KNOWN_FOR = 24 * HOUR

/** What is known of a command that came with an Idempotency-Key. */
export type CommandRecord = {
	readonly caseId: CaseId
	/** Hash of path and body: the same key with another command is refused. */
	readonly bodyHash: string
	/** Which try this is: random, so that a write whose answer was lost is known as one's own. */
	readonly run: string
	/** When it was begun. Its facts carry this very instant, and its keys are derived from it. */
	readonly at: Instant
	/** `free`: not running, its end unknown or refused, so that a repeat looks for its facts and may run it. */
	readonly status: 'running' | 'free' | 'done'
	/** The case's version after it, once done. */
	readonly version?: number | undefined
}

export type IdempotencyStore = {
	/** Puts the record if its key is free, or holds this very try; gives the one that is there otherwise. */
	readonly begin: (key: string, record: CommandRecord) => Promise<CommandRecord | undefined>
	/** Replaces `before`; `false` where somebody else was faster. */
	readonly replace: (key: string, before: CommandRecord, after: CommandRecord) => Promise<boolean>
}
