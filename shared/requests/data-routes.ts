import type { DataField } from '#shared/cases/codes.ts'
import type { PageCommand } from '#shared/cases/requests/request-command.ts'
import { recordRefusal } from '#shared/kernel/record-refusal.ts'
import type { Posted } from '#shared/pages/form-body.ts'
import { noticePage } from '#shared/pages/frame.ts'
import type { Catalogue } from '#shared/texts/catalogue.ts'
import { FIELDS, parseField } from '#shared/vault/fields.ts'
import { block, unknownAddress } from './address-record.ts'
import { changeRequest } from './change-request.ts'
import { normaliseTyped } from './code.ts'
import { codePage, dataShell, type FormValues, formPage, isOptional } from './data-pages.ts'
import { enterCode } from './enter-code.ts'
import { codeErrors, fieldError, type InputError } from './inputs.ts'
import type { PageDeps } from './page-deps.ts'
import { enqueueCommand } from './pending-commands.ts'
import { findIssue, type ShutLink } from './request.ts'
import { disown } from './request-changes.ts'
import { submitData } from './submit-data.ts'
import { isRight, type KnownVisit, linkStateOf } from './visit.ts'
import { invalid, linkStateResponse, ok, requireLink, type Step } from './visitor.ts'

export type DisownOutcome = 'disowned' | 'wrongTail' | ShutLink

/**
 * Ends a request after "that was not me" and blocks its address for 30 days. Requires the last four characters of the
 * printed reference, so that a machine which posts every form revokes nothing.
 */
export const disownMail = async (deps: PageDeps, visit: KnownVisit, typedTail: string): Promise<DisownOutcome> => {
	if (!isRight(visit, 'tail', normaliseTyped(typedTail.slice(0, 20)))) {
		recordRefusal(deps.log, 'tail', { requestId: visit.link.requestId })
		return 'wrongTail'
	}
	const ended = await changeRequest<ShutLink | PageCommand>(deps.requests, visit.link.requestId, async (request) => {
		const now = deps.clock.now()
		const linkState = request === undefined ? 'unknown' : linkStateOf(request, visit.link, now)
		const issue = request && findIssue(request, visit.link.issue)
		if (request === undefined || issue === undefined) return { outcome: 'unknown' }
		if (linkState !== 'open' && linkState !== 'paused') return { outcome: linkState }
		const record = (await deps.requests.findAddress(issue.addressKey)) ?? unknownAddress(issue.addressKey)
		const disowned = disown(request, issue.number, now)
		return { outcome: disowned.command, write: { request: disowned.next, address: block(record, now) } }
	})
	if (typeof ended === 'string') return ended
	await enqueueCommand(deps, ended)
	deps.log.info('MAIL_DISOWNED', { requestId: visit.link.requestId })
	return 'disowned'
}

const behindMail = requireLink('data', dataShell)

/** Runs `step` only where the link is open and the request is not paused; otherwise renders the link's state. */
const atData = (step: Step) =>
	behindMail((deps, visitor, form) =>
		visitor.visit.linkState === 'paused' ? linkStateResponse(visitor.texts, 'paused') : step(deps, visitor, form),
	)

/** Runs `step` only after the code was verified; otherwise renders the code form. */
const withCode =
	(step: Step): Step =>
	async (deps, visitor, form) => {
		const { texts, state, visit } = visitor
		if (!form.has('code')) return ok(codePage(texts, state))
		const entered = await enterCode(deps, visit, form.text('code'))
		if (entered.code === 'shut') return linkStateResponse(texts, entered.linkState)
		if (entered.code !== 'right')
			return invalid(codePage(texts, state, codeErrors(texts, entered.code), form.text('code').slice(0, 20)))
		return step(deps, { ...visitor, state: { ...state, code: form.text('code') } }, form)
	}

/** Renders the code form, then the empty data form. */
export const openData = atData(
	withCode((_deps, { texts, state, visit }) => ok(formPage(texts, state, visit.request.fields))),
)

type Answers = {
	readonly typed: FormValues
	readonly values: FormValues
	readonly errors: readonly InputError[]
	readonly missing: number
}

const readAnswers = (texts: Catalogue, fields: readonly DataField[], form: Posted): Answers => {
	const parsed = fields.map((field) => ({
		field,
		typed: form.text(field),
		result: parseField(field, form.text(field)),
	}))
	const isMissing = (one: (typeof parsed)[number]) =>
		one.result.outcome === 'invalid' && one.result.problem === 'missing'
	const errors = parsed.flatMap((one) => {
		if (one.result.outcome === 'valid' || (isMissing(one) && isOptional(one.field, fields))) return []
		return [fieldError(texts, one.field, one.result.problem)]
	})
	const valid = parsed.flatMap(({ field, result }) => (result.outcome === 'valid' ? [[field, result.value]] : []))
	return {
		typed: Object.fromEntries(parsed.map(({ field, typed }) => [field, typed.slice(0, FIELDS[field].maxLength + 1)])),
		values: Object.fromEntries(valid),
		errors,
		missing: parsed.filter((one) => isMissing(one) && !isOptional(one.field, fields)).length,
	}
}

/**
 * Stores the submitted data once. An empty or invalid form uses nothing up; the visitor may confirm that fields stay
 * empty.
 */
export const giveAnswers = atData(
	withCode(async (deps, { visit, texts, state }, form) => {
		const { fields } = visit.request
		const { typed, values, errors, missing } = readAnswers(texts, fields, form)
		const hasSomething = Object.keys(values).length > 0
		const leavesOut = form.text('partial') === 'yes' && hasSomething && errors.length === missing
		if (errors.length > 0 && !leavesOut) {
			return invalid(formPage(texts, state, fields, typed, errors, hasSomething && missing > 0))
		}
		const outcome = await submitData(deps, visit, { values, assurance: 'controlsMailbox' })
		return outcome === 'stored' ? ok(noticePage(texts, texts.thanks)) : linkStateResponse(texts, outcome)
	}),
)

/** Handles "that was not me" with the last four characters of the printed reference. */
export const declareNotMe = atData(async (deps, { visit, texts, state }, form) => {
	const outcome = await disownMail(deps, visit, form.text('tail'))
	if (outcome === 'disowned') return ok(noticePage(texts, texts.notMe.done))
	if (outcome !== 'wrongTail') return linkStateResponse(texts, outcome)
	return invalid(codePage(texts, state, [{ input: 'tail', message: texts.problems.tailWrong }]))
})
