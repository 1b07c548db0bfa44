import { addMilliseconds, type Clock, type Instant } from '#shared/kernel/clock.ts'
import {
	type Draft,
	type DraftEraser,
	type DraftName,
	type DraftStore,
	type DraftText,
	firstLookAt,
	VERSIONS_KEPT,
	VERSIONS_KEPT_FOR,
} from '#shared/replies/draft.ts'

const keyOf = ({ caseId, by, way }: DraftName): string => `${caseId}#${way}#${by}`

/** In memory, for tests and the simulator. */
export const createMemoryDrafts = ({
	clock,
}: {
	readonly clock: Clock
}): { readonly drafts: DraftStore; readonly draftEraser: DraftEraser } => {
	const kept = new Map<string, Draft>()
	const looks = new Map<string, Instant>()
	const before = new Map<string, readonly (DraftText & { readonly until: Instant })[]>()
	return {
		drafts: {
			find: async (name) => kept.get(keyOf(name)),
			versions: async (name) =>
				(before.get(keyOf(name)) ?? [])
					.filter(({ until }) => until > clock.now())
					.map(({ text, at }) => ({ text, at })),
			put: async (draft, version) => {
				const key = keyOf(draft)
				if ((kept.get(key)?.revision ?? 0) !== draft.revision - 1) return false
				const until = addMilliseconds(draft.at, VERSIONS_KEPT_FOR)
				if (version !== undefined)
					before.set(key, [{ ...version, until }, ...(before.get(key) ?? [])].slice(0, VERSIONS_KEPT))
				kept.set(key, draft)
				looks.set(key, firstLookAt(draft.at))
				return true
			},
			marks: async (caseId) =>
				[...kept.values()]
					.filter((draft) => draft.caseId === caseId && draft.text !== '')
					.map(({ by, way, at }) => ({ by, way, at })),
		},
		draftEraser: {
			eraseOf: async (caseId) => {
				for (const key of [...kept.keys()].filter((one) => one.startsWith(`${caseId}#`)))
					for (const map of [kept, looks, before]) map.delete(key)
			},
			toLookAt: async (now, limit) =>
				[...kept.entries()]
					.filter(([key]) => (looks.get(key) ?? '9') <= now)
					.slice(0, limit)
					.map(([, { caseId, by, way }]) => ({ caseId, by, way })),
			lookAgain: async (name, at) => void (kept.has(keyOf(name)) && looks.set(keyOf(name), at)),
		},
	}
}
