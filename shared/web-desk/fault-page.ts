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
		csrf,
		isOutside,
		written,
		sub,
	}: {
		readonly language: 'de' | 'en'
		readonly style: Look['assets']['style']
		readonly back: string
		/** Of the session, where there is one. */
		readonly csrf?: string | undefined
		/** Whoever asks is signed in, and the desk is not for their role. */
		readonly isOutside?: boolean | undefined
		readonly written?: readonly string[] | undefined
		readonly sub?: string | undefined
	},
): Html => {
	const href = SIGN_IN_AGAIN.includes(fault) ? `/desk/sign-in?${new URLSearchParams({ back })}` : back
	const look = { texts: DESK_TEXTS[language], assets: { style }, theme: 'auto' } as const
	if (isOutside === true) return bareFaultPage(look, { fault: 'outside', href: '/desk/sign-in', signOut: { csrf } })
	return bareFaultPage(look, { fault, href, signOut: fault === 'noRecord' ? {} : undefined, written, sub })
}
