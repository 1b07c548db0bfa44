import { applyCommand } from '#shared/cases/apply.ts'
import type { Command } from '#shared/cases/commands.ts'
import type { Content } from '#shared/cases/content.ts'
import type { CaseId } from '#shared/cases/keys.ts'
import { type ErasePersonDependencies, erasePerson } from '#shared/erasure/erase-person.ts'
import type { ErasureJob } from '#shared/erasure/erasure-job.ts'
import { handleDelivery } from '#shared/messages/handle-delivery.ts'
import { createMemoryBodyArchive } from '#test/memory/body-archive.ts'
import { createMemoryMediaStore } from '#test/memory/media-store.ts'
import { createMemoryRequestStore } from '#test/memory/request-store.ts'
import { createWorkerPlace } from './worker-place.ts'

/** The worker and the erasure on the same stores in memory. */
export const createErasurePlace = () => {
	const place = createWorkerPlace()
	const { dependencies: worker, stores } = place
	const again: ErasureJob[] = []
	/** Jobs that wait: looked at again by whoever asks for them. */
	const delayed: { readonly job: ErasureJob; readonly delaySeconds: number }[] = []
	const archive = createMemoryBodyArchive()
	const media = createMemoryMediaStore()
	const requests = createMemoryRequestStore()
	const dependencies: ErasePersonDependencies = {
		...worker,
		asides: stores.asides,
		eraser: stores.eraser,
		vault: place.vault,
		media,
		requests,
		archive,
		addressSecret: async () => 'an-address-secret-for-tests',
		again: {
			send: async (job: ErasureJob, { delaySeconds } = {}) =>
				void (delaySeconds === undefined ? again.push(job) : delayed.push({ job, delaySeconds })),
		},
	}
	const tell = async (caseId: CaseId, ...commands: readonly Command[]): Promise<void> => {
		for (const command of commands) {
			const { outcome } = await applyCommand(worker, caseId, command)
			if (outcome !== 'applied') throw new Error(`${command.kind}: ${outcome}`)
		}
	}
	/** Demands it and erases, the rest of it included, as the queue would. */
	const erase = async (caseId: CaseId, mayGoOn: () => boolean = () => true): Promise<void> => {
		await tell(caseId, { kind: 'demandPersonErasure', reason: 'demanded' })
		const jobs: ErasureJob[] = [{ caseId }]
		for (let job = jobs.shift(); job !== undefined; job = jobs.shift()) {
			await erasePerson(dependencies, job, mayGoOn)
			jobs.push(...again.splice(0))
		}
	}
	const texts = async (): Promise<readonly Content[]> => stores.allContent()
	return {
		...place,
		dependencies,
		worker,
		again,
		delayed,
		archive,
		media,
		requests,
		tell,
		erase,
		texts,
		/** One delivery, handled as the worker does. */
		take: (body: unknown, network: 'x' | 'meta' = 'x') => handleDelivery(worker, place.deliver(body, network)),
		/** All that is stored, but for facts and the ledger. */
		everything: async (): Promise<string> =>
			JSON.stringify({
				content: await stores.allContent(),
				contacts: await stores.contacts.findByHandle('kundin'),
				bodies: [...archive.bodies].map(([key, bytes]) => [key, Buffer.from(bytes).toString()]),
				copies: media.names(),
			}),
	}
}
