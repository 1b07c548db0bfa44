import { triedAgain } from '../closing/evolve.ts'
import type { Evolvers } from '../evolvers.ts'
import { deletedReply, usePrivateReply } from '../replies/evolve.ts'
import { findSend } from '../state.ts'
import { ours } from '../turn.ts'
import type { SendsFact } from './facts.ts'
import { countWait, enterStatus } from './queue.ts'
import { PURPOSES } from './send.ts'

export const sendsEvolvers: Evolvers<SendsFact> = {
	SendStarted: (state, { send, at, attempt }) => enterStatus(state, send, { kind: 'started' }, at, attempt),
	SendSucceeded: (state, { send: id, at }) => {
		const sent = enterStatus(state, id, { kind: 'sent' }, at)
		const send = findSend(state, id)
		if (send === undefined) return sent
		if (send.purpose === 'deletion') return deletedReply(sent, send)
		return usePrivateReply(PURPOSES[send.purpose].isTry ? triedAgain(sent, at) : sent, send)
	},
	/** Withdrawn: overtaken by something newer, which says itself whose turn it is. */
	SendFailed: (state, { send, reason, at }) => {
		const failed = enterStatus(state, send, { kind: 'failed', failure: reason }, at)
		return reason === 'withdrawn' ? failed : ours(failed)
	},
	SendUnknown: (state, { send, at }) => ours(enterStatus(state, send, { kind: 'unknown' }, at)),
	SendDeferred: (state, { send, until, reason, at }) =>
		countWait(enterStatus(state, send, { kind: 'deferred', until, reason }, at), send, reason),
}
