import * as z from 'zod'
import { onFirstUse } from '#shared/kernel/on-first-use.ts'
import { addressFacts } from './address/facts.ts'
import { callsFacts } from './calls/facts.ts'
import { claimsFacts } from './claims/facts.ts'
import { closingFacts } from './closing/facts.ts'
import { dataFacts } from './data/facts.ts'
import { erasingFacts } from './erasing/facts.ts'
import { followUpsFacts } from './followups/facts.ts'
import { messagesFacts } from './messages/facts.ts'
import { netiquetteFacts } from './netiquette/facts.ts'
import { notesFacts } from './notes/facts.ts'
import { promisesFacts } from './promises/facts.ts'
import { proposalsFacts } from './proposals/facts.ts'
import { repliesFacts } from './replies/facts.ts'
import { requestsFacts } from './requests/facts.ts'
import { sendsFacts } from './sends/facts.ts'
import { signalsFacts } from './signals/facts.ts'

/**
 * Everything that can happen to a case. A closed schema without free strings: keys of ours, codes, instants and numbers.
 * Made when the first fact is read: most calls read heads and no facts. Nothing is released yet, so shapes may change; from
 * the first release on the meaning of a kind stays (README.md).
 */
export const factSchema = onFirstUse(() =>
	z.discriminatedUnion('kind', [
		...closingFacts(),
		...messagesFacts(),
		...claimsFacts(),
		...addressFacts(),
		...requestsFacts(),
		...dataFacts(),
		...erasingFacts(),
		...sendsFacts(),
		...repliesFacts(),
		...proposalsFacts(),
		...notesFacts(),
		...promisesFacts(),
		...callsFacts(),
		...followUpsFacts(),
		...signalsFacts(),
		...netiquetteFacts(),
	]),
)

export type Fact = z.infer<ReturnType<typeof factSchema>>
export type FactKind = Fact['kind']
export type FactOf<Kind extends FactKind> = Extract<Fact, { kind: Kind }>

/** A fact in its place: `version` is its number within the case, starting at 1. */
export type RecordedFact = { readonly version: number; readonly fact: Fact }
