import type { CaseStore, ContactStore, WordsStore } from '#shared/cases/ports.ts'
import type { Clock } from '#shared/kernel/clock.ts'
import type { Random } from '#shared/kernel/id.ts'

/** What filing a message under a case needs. */
export type ReceiveDependencies = {
	readonly store: CaseStore
	readonly contacts: ContactStore
	readonly words: WordsStore
	readonly clock: Clock
	readonly random: Random
}
