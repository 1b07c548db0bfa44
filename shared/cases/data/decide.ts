import { mayReadData } from '../claims/rights.ts'
import type { Assurance, DataField } from '../codes.ts'
import { accept, acceptVisibly, type Deciders, refuse } from '../decision.ts'
import { fact } from '../fact.ts'
import type { FactOf } from '../facts.ts'
import type { AgentKey, MessageKey, NoteKey, RequestId, SubmissionId } from '../keys.ts'
import { currentRequest, findRequest } from '../state.ts'

/** What the customer gave, or wrote without being asked: received, read, found, exposed, erased. */

export type DataCommand =
	| {
			readonly kind: 'recordData'
			readonly request: RequestId
			readonly submission: SubmissionId
			readonly fields: readonly DataField[]
			readonly assurance: Assurance
	  }
	| {
			readonly kind: 'readData'
			readonly by: AgentKey
			readonly purpose: FactOf<'DataRead'>['purpose']
			readonly fields: readonly DataField[]
	  }
	| {
			readonly kind: 'recordErasure'
			readonly reason: FactOf<'DataErased'>['reason']
			readonly by?: AgentKey | undefined
	  }
	| {
			readonly kind: 'recordFoundData'
			readonly message: MessageKey | NoteKey
			readonly submission: SubmissionId
			readonly fields: readonly DataField[]
	  }
	| { readonly kind: 'recordExposure'; readonly message: MessageKey; readonly fields: readonly DataField[] }

export const dataRefusals = {
	recordData: [],
	readData: ['notYours', 'noData'],
	recordErasure: [],
	recordFoundData: [],
	recordExposure: [],
} as const

export const dataDeciders: Deciders<DataCommand, typeof dataRefusals> = {
	/** Data that lie in the vault are told even after a revocation or a close: they are there, and must be erased. */
	recordData: (state, { request: id, submission, fields, assurance }, now) => {
		const request = findRequest(state, id)
		const isRepeat = request?.erased.includes(submission) || request?.submissions.some((one) => one.id === submission)
		if (request === undefined || isRepeat) return accept()
		const received = fact('DataReceived', now, { request: id, submission, fields: [...fields], assurance })
		return acceptVisibly(state, now, received)
	},
	readData: (state, { by, purpose, fields }, now) => {
		if (!mayReadData(state, by, now)) return refuse('notYours')
		const given = new Set(
			[...state.requests.flatMap(({ submissions }) => submissions), ...state.foundData].flatMap((one) => one.fields),
		)
		const read = fields.filter((field) => given.has(field))
		return read.length === 0 ? refuse('noData') : accept(fact('DataRead', now, { by, purpose, fields: read }))
	},
	/** An erasure on demand shuts the links of an open request too: nothing more can come of it, whoever holds the claim. */
	recordErasure: (state, { by, reason }, now) => {
		if (!state.holdsData) return accept()
		const erased = fact('DataErased', now, { reason, by })
		const request = currentRequest(state)
		if (by === undefined || request?.status !== 'open') return accept(erased)
		return accept(fact('RequestRevoked', now, { by, request: request.id }), erased)
	},
	/** As with data that were asked for, only an open case comes to the close that says when they are erased. */
	recordFoundData: (state, { message, submission, fields }, now) =>
		state.foundData.some((one) => one.id === submission)
			? accept()
			: acceptVisibly(state, now, fact('DataFound', now, { message, submission, fields: [...fields] })),
	/** A text that is edited may expose other things than before: told once for each. */
	recordExposure: (state, { message, fields }, now) => {
		const known = state.exposures.filter((one) => one.message === message).flatMap((one) => one.fields)
		const isRepeat = fields.every((field) => known.includes(field))
		return isRepeat ? accept() : accept(fact('DataExposed', now, { message, fields: [...fields] }))
	},
}
