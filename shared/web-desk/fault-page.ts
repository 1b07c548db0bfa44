import { bareFaultPage } from '#shared/desk/pages/fault-pages.ts'
import type { Look } from '#shared/desk/pages/frame.ts'
import { DESK_TEXTS } from '#shared/desk/pages/texts/desk-texts.ts'
import type { Html } from '#shared/pages/frame.ts'
import type { DeskFault } from './fault.ts'

const SIGN_IN_AGAIN: readonly DeskFault[] = ['sessionEnded', 'noRecord', 'signInStale', 'signInRefused', 'signInFailed']

/** Renders what stands in the way, for somebody of whom nothing may be known: without the frame. */
export const faultPage = (
	fault: DeskFault,
	{
		language,
		style,
		back,
	}: { readonly language: 'de' | 'en'; readonly style: Look['assets']['style']; readonly back: string },
): Html => {
	const href = SIGN_IN_AGAIN.includes(fault) ? `/desk/sign-in?${new URLSearchParams({ back })}` : back
	const look = { texts: DESK_TEXTS[language], assets: { style }, theme: 'auto' } as const
	return bareFaultPage(look, { fault, href, signOut: fault === 'noRecord' })
}
