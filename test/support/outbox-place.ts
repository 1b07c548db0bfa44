import { applyCommand } from '#shared/cases/apply.ts'
import type { Command } from '#shared/cases/commands.ts'
import type { CaseId } from '#shared/cases/keys.ts'
import type { CaseState } from '#shared/cases/state.ts'
import { createLog } from '#shared/kernel/log.ts'
import type { IncomingMessage } from '#shared/messages/incoming-message.ts'
import { receiveMessage } from '#shared/messages/receive-message.ts'
import type { Job } from '#shared/sending/job.ts'
import { createMemoryCursorStore } from '#test/memory/cursor-store.ts'
import { createMemoryRequestStore } from '#test/memory/request-store.ts'
import { createMemoryWalkStore } from '#test/memory/scan-store.ts'
import { createMemoryVaultStore } from '#test/memory/vault.ts'
import { minute } from './case-factories.ts'
import { createCasePlace, incoming } from './incoming-message.ts'

type Sent = { readonly queue: string; readonly message: object; readonly delaySeconds?: number | undefined }

/** Everything dispatch and the sweep work with, in memory; `sent` is what went to the queues, in its order. */
export const createOutboxPlace = () => {
	const place = createCasePlace()
	const sent: Sent[] = []
	const lines: string[] = []
	const down = new Set<string>()
	let isSending = true
	const queue = (name: string) => ({
		send: async (message: object, { delaySeconds }: { readonly delaySeconds?: number | undefined } = {}) => {
			if (down.has(name)) throw new Error(`${name} is down`)
			sent.push({ queue: name, message, delaySeconds })
		},
	})
	const dependencies = {
		...place,
		cursors: createMemoryCursorStore(),
		scans: createMemoryWalkStore(),
		requests: createMemoryRequestStore(),
		vault: createMemoryVaultStore(),
		linkSecret: 'link-secret-of-the-tests',
		hints: queue('hints'),
		commands: queue('commands'),
		outbound: { x: queue('x'), facebook: queue('facebook'), instagram: queue('instagram'), mail: queue('mail') },
		media: queue('media'),
		erasures: queue('erasures'),
		sending: { isOn: async () => isSending },
		log: createLog((line) => lines.push(line)),
	}
	const state = async (caseId: CaseId): Promise<CaseState> => {
		const current = await place.store.load(caseId)
		if (current === undefined) throw new Error('no case')
		return current
	}
	return {
		...dependencies,
		dependencies,
		sent,
		lines,
		down,
		state,
		setSending: (isOn: boolean) => {
			isSending = isOn
		},
		/** A new case with one public message. */
		open: async (change: Partial<IncomingMessage> = {}): Promise<CaseId> => {
			const author = { id: String(5001 + place.facts.size) }
			const received = await receiveMessage(place, incoming({ author, sentAt: minute(0), ...change }))
			if (received.outcome !== 'message') throw new Error(received.outcome)
			return received.caseId
		},
		/** Commands in their order, which must be accepted. */
		tell: async (caseId: CaseId, ...commands: readonly Command[]) => {
			for (const command of commands) {
				const { outcome } = await applyCommand(place, caseId, command)
				if (outcome !== 'applied') throw new Error(`${command.kind}: ${outcome}`)
			}
		},
		jobs: (): readonly Job[] => sent.map(({ message }) => message as Job),
	}
}
