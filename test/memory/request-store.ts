import type { AddressRecord } from '#shared/requests/address-record.ts'
import type { RequestLink } from '#shared/requests/link.ts'
import type { ReplyLink } from '#shared/requests/reply-address.ts'
import type { Request } from '#shared/requests/request.ts'
import type { RequestStore } from '#shared/requests/request-store.ts'
import type { SealedSubmission } from '#shared/vault/vault-store.ts'

export type MemoryRequests = RequestStore & {
	/** What submissions brought, in their order. */
	readonly submissions: SealedSubmission[]
	readonly stop: (active: boolean) => void
	/** How many writes were acknowledged so far. */
	readonly writes: () => number
}

/** The request store in memory; every value goes in and out as a copy. */
export const createMemoryRequestStore = (): MemoryRequests => {
	const requests = new Map<string, Request>()
	const links = new Map<string, RequestLink>()
	const replyLinks = new Map<string, ReplyLink>()
	const addresses = new Map<string, AddressRecord>()
	const submissions: SealedSubmission[] = []
	let isStopped = false
	let writes = 0
	const copy = <Value>(value: Value): Value => structuredClone(value)
	const addLinks = (added: readonly RequestLink[]) => {
		for (const link of added) if (!links.has(link.hash)) links.set(link.hash, copy(link))
	}
	return {
		submissions,
		stop: (active) => {
			isStopped = active
		},
		writes: () => writes,
		create: async (request, added) => {
			if (requests.has(request.id)) return 'exists'
			requests.set(request.id, copy(request))
			addLinks(added)
			writes++
			return 'created'
		},
		addLinks: async (added) => addLinks(added),
		findLink: async (hash) => copy(links.get(hash)),
		addReplyLink: async (link) => {
			if (!replyLinks.has(link.hash)) replyLinks.set(link.hash, copy(link))
		},
		findReplyLink: async (hash) => copy(replyLinks.get(hash)),
		find: async (requestId) => copy(requests.get(requestId)),
		findAddress: async (key) => copy(addresses.get(key)),
		isStopped: async () => isStopped,
		save: async ({ request, address, submission }) => {
			if (requests.get(request.id)?.version !== request.version) return 'conflict'
			if (address !== undefined && (addresses.get(address.key)?.version ?? 0) !== address.version) return 'conflict'
			requests.set(request.id, { ...copy(request), version: request.version + 1 })
			if (address !== undefined) addresses.set(address.key, { ...copy(address), version: address.version + 1 })
			if (submission !== undefined) submissions.push(copy(submission))
			writes++
			return 'saved'
		},
		listPending: async (before, limit) =>
			[...requests.values()]
				.map(({ id, pending }) => ({ id, since: pending.map(({ at }) => at).sort()[0] }))
				.filter(({ since }) => since !== undefined && since < before)
				.sort((a, b) => ((a.since ?? '') < (b.since ?? '') ? -1 : 1))
				.slice(0, limit)
				.map(({ id }) => id),
	}
}
