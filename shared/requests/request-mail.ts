import type { RequestCommand } from '#shared/cases/request-command.ts'
import { countMail, addressKey as keyOf, unknownAddress } from './address-record.ts'
import { changeRequest } from './change-request.ts'
import { enqueueCommand } from './enqueue-command.ts'
import type { PageDeps } from './page-deps.ts'
import { askForMail, mayMail } from './request-changes.ts'
import { type KnownVisit, linkStateOf } from './visit.ts'

/**
 * Asks for the mail to a valid address. Whether one leaves (limits, a blocked address, a stopped stage) is not told: the
 * page must not differ by it.
 */
export const requestMail = async (deps: PageDeps, { link }: KnownVisit, address: string): Promise<void> => {
	const { requests, clock } = deps
	const key = keyOf(await deps.addressSecret(), address)
	const command = await changeRequest<RequestCommand | undefined>(requests, link.requestId, async (request) => {
		const now = clock.now()
		const [record = unknownAddress(key), isStopped] = await Promise.all([
			requests.findAddress(key),
			requests.isStopped(),
		])
		const linkState = request === undefined ? 'unknown' : linkStateOf(request, link, now)
		const isOpen = linkState === 'open' || linkState === 'paused'
		if (request === undefined || !isOpen || isStopped || !mayMail(request, record, now)) return { outcome: undefined }
		const asked = askForMail(request, address, key, now)
		return { outcome: asked.command, write: { request: asked.next, address: countMail(record, now) } }
	})
	if (command !== undefined) await enqueueCommand(deps, command)
}
