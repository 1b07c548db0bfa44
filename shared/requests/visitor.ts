import type { Context } from 'hono'
import { recordRefusal } from '#shared/kernel/record-refusal.ts'
import type { Posted } from '#shared/pages/form-body.ts'
import type { Company, Page } from '#shared/pages/frame.ts'
import { noticePage } from '#shared/pages/frame.ts'
import { browserLanguage, chosenLanguage } from '#shared/pages/language.ts'
import type { ResponseTiming } from '#shared/pages/response-timing.ts'
import type { Catalogue } from '#shared/texts/catalogue.ts'
import { speak } from '#shared/texts/speak.ts'
import type { InputErrors } from './inputs.ts'
import type { RequestLink } from './link.ts'
import type { PageDeps } from './page-deps.ts'
import type { ShutLink } from './request.ts'
import type { State } from './start-pages.ts'
import { findVisit, type KnownVisit } from './visit.ts'

export type CustomerPagesDeps = PageDeps & { readonly company: Company; readonly pace: ResponseTiming }

/** A page with its status. */
export type PageResponse = { readonly status: 200 | 404 | 409 | 410 | 422 | 429; readonly page: Page }

export const ok = (page: Page): PageResponse => ({ status: 200, page })
export const invalid = (page: Page): PageResponse => ({ status: 422, page })

/** A visitor with a known link: their texts, and what each of their forms carries. */
export type Visitor = { readonly visit: KnownVisit; readonly texts: Catalogue; readonly state: State }

/** Returns the texts for an unknown visitor: in the chosen or the browser's language, with Sie. */
export const anonymousTexts = (c: Context, chosen: string | undefined): Catalogue =>
	speak({ language: chosenLanguage(chosen) ?? browserLanguage(c.req.header('accept-language')) })

/** Returns the form state of a chosen language; empty for none. */
export const languageState = (chosen: string): State => {
	const language = chosenLanguage(chosen)
	return language === undefined ? {} : { lang: language }
}

/** Renders the state of a link for its holder; `unknown` looks the same for all causes. */
export const linkStateResponse = (texts: Catalogue, linkState: ShutLink): PageResponse => {
	const statuses = { received: 409, expired: 410, paused: 429, unknown: 404 } as const
	return { status: statuses[linkState], page: noticePage(texts, texts[linkState]) }
}

type Shell = (texts: Catalogue, state: State, errors?: InputErrors) => Page

/** Resolves who posts a form. Returns a page where the link is not open. */
const resolveVisitor = async (
	c: Context,
	deps: CustomerPagesDeps,
	form: Posted,
	opens: RequestLink['opens'],
	shell: Shell,
): Promise<Visitor | PageResponse> => {
	const lang = form.text('lang')
	const visit = await findVisit(deps.requests, form.text('link'), opens, deps.clock.now())
	const anonymous = anonymousTexts(c, lang)
	if (visit.linkState === 'illFormed') {
		const { presentedEmpty, presentedIllFormed } = anonymous.problems
		const message = form.text('link').trim() === '' ? presentedEmpty : presentedIllFormed
		return invalid(shell(anonymous, languageState(lang), [{ input: 'link', message }]))
	}
	if (visit.linkState === 'unknown') {
		recordRefusal(deps.log, 'link', { reason: opens })
		return linkStateResponse(anonymous, 'unknown')
	}
	const { language, form: address } = visit.request
	const texts = speak({ language: chosenLanguage(lang) ?? language, form: address })
	if (visit.linkState === 'received' || visit.linkState === 'expired') return linkStateResponse(texts, visit.linkState)
	return { visit, texts, state: { link: visit.secret, ...languageState(lang) } }
}

/** A step of a page, run for a visitor whose link is open. */
export type Step = (deps: CustomerPagesDeps, visitor: Visitor, form: Posted) => Promise<PageResponse> | PageResponse

/** Wraps steps behind one kind of link: runs a step only for an open link, renders the link's state otherwise. */
export const requireLink =
	(opens: RequestLink['opens'], shell: Shell) =>
	(step: Step) =>
	async (c: Context, deps: CustomerPagesDeps, form: Posted): Promise<PageResponse> => {
		const resolved = await resolveVisitor(c, deps, form, opens, shell)
		return 'page' in resolved ? resolved : step(deps, resolved, form)
	}
