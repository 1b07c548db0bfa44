import { type CommandRecord, type IdempotencyStore, REPEATS_KNOWN_FOR } from '#shared/cases/idempotency-store.ts'
import { addMilliseconds, type Clock } from '#shared/kernel/clock.ts'

/** In memory, for tests and the simulator. */
export const createMemoryIdempotencyStore = ({ clock }: { readonly clock: Clock }): IdempotencyStore => {
	const records = new Map<string, CommandRecord>()
	const find = (key: string): CommandRecord | undefined => {
		const record = records.get(key)
		return record !== undefined && addMilliseconds(record.at, REPEATS_KNOWN_FOR) > clock.now() ? record : undefined
	}
	return {
		begin: async (key, record) => {
			const found = find(key)
			if (found !== undefined && found.run !== record.run) return found
			records.set(key, record)
			return undefined
		},
		replace: async (key, before, after) => {
			const found = find(key)
			if (found?.run !== before.run || found.status !== before.status) return false
			records.set(key, after)
			return true
		},
	}
}
