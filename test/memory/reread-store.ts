import type { CaseId } from '#shared/cases/keys.ts'
import type { CopyMark, WatchState } from '#shared/messages/confirmed-copies.ts'
import type { RereadStore } from '#shared/upkeep/reread-store.ts'

/** In memory, for tests and the simulator. */
export const createMemoryRereadStore = (): RereadStore => {
	const marks = new Map<CaseId, CopyMark>()
	let cursor: string | undefined
	let watch: WatchState | undefined
	let spent = { day: '', milliUsd: 0 }
	return {
		marks: async (cases) =>
			new Map(
				cases.flatMap((id) => {
					const mark = marks.get(id)
					return mark === undefined ? [] : [[id, mark] as const]
				}),
			),
		mark: async (cases, change) => {
			for (const id of cases) {
				const changed = Object.entries({ ...marks.get(id), ...change }).filter(([, value]) => value !== undefined)
				marks.set(id, Object.fromEntries(changed))
			}
		},
		cursor: async () => cursor,
		moveCursor: async (next) => {
			cursor = next
		},
		watch: async () => watch,
		keepWatch: async (state) => {
			watch = state
		},
		spend: async (day, milliUsd, most) => {
			const before = day > spent.day ? 0 : spent.milliUsd
			if (day < spent.day || before + milliUsd > most) return false
			spent = { day, milliUsd: before + milliUsd }
			return true
		},
	}
}
