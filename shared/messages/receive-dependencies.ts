import type { CaseStore, ContactStore, ContentStore } from '#shared/cases/ports.ts'
import type { Clock } from '#shared/kernel/clock.ts'
import type { Random } from '#shared/kernel/id.ts'

/** The ports for filing a message with a case. */
export type ReceiveDependencies = {
	readonly store: CaseStore
	readonly contacts: ContactStore
	readonly content: ContentStore
	readonly clock: Clock
	readonly random: Random
}
