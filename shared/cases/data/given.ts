import type { DataField } from '../codes.ts'
import type { CaseState } from '../state.ts'

/** Returns which fields of a case lie in the vault, each once. */
export const givenIn = ({ requests, foundData }: CaseState): readonly DataField[] => [
	...new Set([...requests.flatMap(({ submissions }) => submissions), ...foundData].flatMap(({ fields }) => fields)),
]
