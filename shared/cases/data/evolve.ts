import { customerActed } from '../closing/evolve.ts'
import type { Evolvers } from '../evolvers.ts'
import { waitOn } from '../messages/evolve.ts'
import { waitSince } from '../messages/waiting.ts'
import { withRequest } from '../requests/evolve.ts'
import { findRequest } from '../state.ts'
import { ours } from '../turn.ts'
import type { DataFact } from './facts.ts'

const EXPOSURES_KEPT = 20

export const dataEvolvers: Evolvers<DataFact> = {
	DataReceived: (state, { request: id, submission, fields, assurance, at }) => {
		const given = { id: submission, fields, assurance, at }
		const submissions = [...(findRequest(state, id)?.submissions ?? []), given]
		const received = withRequest(state, id, { status: 'received', submissions })
		return ours({ ...customerActed(waitOn(received, (waiting) => waitSince(waiting, at))), holdsData: true })
	},
	DataRead: (state) => state,
	DataErased: ({ eraseAt: _, ...state }) => ({
		...state,
		holdsData: false,
		foundData: [],
		requests: state.requests.map((one) => ({
			...one,
			submissions: [],
			erased: [...one.erased, ...one.submissions.map(({ id }) => id)],
		})),
	}),
	DataFound: (state, { submission: id, fields, at }) => ({
		...state,
		foundData: [...state.foundData, { id, fields, at }],
		holdsData: true,
	}),
	DataExposed: (state, { message, fields, at }) => ({
		...state,
		exposures: [...state.exposures, { message, fields, at }].slice(-EXPOSURES_KEPT),
	}),
}
