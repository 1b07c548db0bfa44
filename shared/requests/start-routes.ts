import type { PageCommand } from '#shared/cases/requests/request-command.ts'
import { noticePage } from '#shared/pages/frame.ts'
import { FIELDS, parseField } from '#shared/vault/fields.ts'
import { parseMailAddress } from '#shared/vault/mail-address.ts'
import { countMail, addressKey as keyOf, unknownAddress } from './address-record.ts'
import { changeRequest } from './change-request.ts'
import { enterCode } from './enter-code.ts'
import { codeErrors, fieldError, type InputErrors } from './inputs.ts'
import type { PageDeps } from './page-deps.ts'
import { enqueueCommand } from './pending-commands.ts'
import { askForMail, mayMail } from './request-changes.ts'
import { confirmPage, NO_START_VALUES, startPage, startShell } from './start-pages.ts'
import { submitData } from './submit-data.ts'
import { type KnownVisit, linkStateOf } from './visit.ts'
import {
	type CustomerPagesDeps,
	invalid,
	linkStateResponse,
	ok,
	type PageResponse,
	requireLink,
	type Step,
	type Visitor,
} from './visitor.ts'

/**
 * Asks for a mail to a valid address. Does not return whether one leaves (limits, a blocked address, a stopped stage):
 * the page must not differ by it.
 */
export const requestMail = async (deps: PageDeps, { link }: KnownVisit, address: string): Promise<void> => {
	const { requests, clock } = deps
	const key = keyOf(await deps.addressSecret(), address)
	const command = await changeRequest<PageCommand | undefined>(requests, link.requestId, async (request) => {
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

const atStart = requireLink('start', startShell)

/** Renders the form for the address. Writes nothing. */
export const openStart = atStart((_deps, { texts, state, visit }, form) =>
	ok(startPage(texts, state, visit.request.fields, { ...NO_START_VALUES, email: form.text('email').slice(0, 254) })),
)

const withAddress =
	(next: (deps: CustomerPagesDeps, visitor: Visitor, address: string) => Promise<PageResponse> | PageResponse): Step =>
	(deps, visitor, form) => {
		const { texts, state, visit } = visitor
		const typed = form.text('email')
		const address = parseMailAddress(typed)
		if (address !== undefined) return next(deps, visitor, address)
		const message = typed.trim() === '' ? texts.problems.addressMissing : texts.problems.addressInvalid
		const values = { ...NO_START_VALUES, email: typed.slice(0, 254) }
		return invalid(startPage(texts, state, visit.request.fields, values, [{ input: 'email', message }]))
	}

/** Renders a typed address once more. Writes nothing. */
export const checkAddress = atStart(
	withAddress((_deps, { texts, state }, address) => ok(confirmPage(texts, state, address))),
)

/** Asks for the mail to a confirmed address. The response is the same whether or not a mail leaves. */
export const sendMail = atStart(
	withAddress(async (deps, { visit, texts }, address) => {
		await requestMail(deps, visit, address)
		return ok(noticePage(texts, texts.sent))
	}),
)

/** Stores a number and a time for a call back, given with the code. Uses nothing up until all of it is well-formed. */
export const askForCall = atStart(async (deps, { visit, texts, state }, form) => {
	const values = {
		email: '',
		phone: form.text('phone').slice(0, FIELDS.phone.maxLength + 1),
		callbackWindow: form.text('callbackWindow').slice(0, FIELDS.callbackWindow.maxLength + 1),
		code: form.text('code').slice(0, 20),
	}
	const phone = parseField('phone', values.phone)
	const callbackWindow = parseField('callbackWindow', values.callbackWindow)
	const show = (errors: InputErrors) => invalid(startPage(texts, state, visit.request.fields, values, errors))
	if (phone.outcome === 'invalid' || callbackWindow.outcome === 'invalid') {
		return show([
			...(phone.outcome === 'invalid' ? [fieldError(texts, 'phone', phone.problem)] : []),
			...(callbackWindow.outcome === 'invalid' ? [fieldError(texts, 'callbackWindow', callbackWindow.problem)] : []),
		])
	}
	const entered = await enterCode(deps, visit, form.text('code'))
	if (entered.code === 'shut') return linkStateResponse(texts, entered.linkState)
	if (entered.code !== 'right') return show(codeErrors(texts, entered.code))
	const given = { phone: phone.value, callbackWindow: callbackWindow.value }
	const outcome = await submitData(deps, visit, { values: given, assurance: 'controlsAccount' })
	return outcome === 'stored' ? ok(noticePage(texts, texts.thanksForNumber)) : linkStateResponse(texts, outcome)
})
