import * as z from 'zod'
import { onFirstUse } from '#shared/kernel/on-first-use.ts'
import { addressState } from './address/state.ts'
import { callsState } from './calls/state.ts'
import { claimsState } from './claims/state.ts'
import { closingState } from './closing/state.ts'
import { dataState } from './data/state.ts'
import { erasingState } from './erasing/state.ts'
import { followUpsState } from './followups/state.ts'
import { caseIdSchema, instantSchema } from './keys.ts'
import { messagesState } from './messages/state.ts'
import { netiquetteState } from './netiquette/state.ts'
import { notesState } from './notes/state.ts'
import { promisesState } from './promises/state.ts'
import { proposalsState } from './proposals/state.ts'
import { repliesState } from './replies/state.ts'
import { type DataRequest, requestsState } from './requests/state.ts'
import { type Send, sendSchema } from './sends/send.ts'
import { signalsState } from './signals/state.ts'

/** The form of the snapshot. Raised whenever `evolve` or this schema changes: heads of another form are folded anew. */
export const HEAD_SCHEMA = 17

/** Gives the schema of the snapshot, made when the first is read. */
export const caseStateSchema = onFirstUse(() =>
	z.object({
		schema: z.literal(HEAD_SCHEMA),
		id: caseIdSchema,
		version: z.int(),
		...closingState(),
		...messagesState(),
		...claimsState(),
		...addressState(),
		...requestsState(),
		...dataState(),
		...erasingState(),
		...repliesState(),
		...proposalsState(),
		...notesState(),
		...promisesState(),
		...callsState(),
		...followUpsState(),
		...signalsState(),
		...netiquetteState(),
		sends: z.array(sendSchema()),
		/** The last fact that demands something of dispatch. */
		demanded: z.object({ version: z.int(), at: instantSchema }).optional(),
	}),
)

export type CaseState = z.infer<ReturnType<typeof caseStateSchema>>

/** Returns the newest data request of a case, whatever became of it. */
export const currentRequest = (state: CaseState): DataRequest | undefined => state.requests.at(-1)

export const findRequest = (state: CaseState, id: string | undefined): DataRequest | undefined =>
	state.requests.find((request) => request.id === id)

export const findSend = (state: CaseState, id: string): Send | undefined => state.sends.find((send) => send.id === id)
