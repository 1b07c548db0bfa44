import { html } from 'hono/html'
import type { Html } from '#shared/pages/frame.ts'
import { deskDocument, deskPage, type Frame, type Look } from './frame.ts'
import type { DeskTexts } from './texts/desk-texts.ts'
import type { OwnFault } from './texts/own.de.ts'

/** A fault as it is told: what stands in the way, and where to go from there. */
export type FaultShown = {
	readonly fault: OwnFault
	/** Where its way out leads. */
	readonly href: string
	/** Said instead of its own words, where more is known: what the API refused, and why. */
	readonly reason?: string | undefined
	/** Who is signed in, so that a lead can put them on the roster. */
	readonly sub?: string | undefined
	/** After how many seconds it is worth trying again. */
	readonly retryAfter?: number | undefined
	/** Signs out at the issuer, too. */
	readonly signOut?:
		| {
				/** Of the session, where there is one: without it no token guards anything. */
				readonly csrf?: string | undefined
		  }
		| undefined
	/** What was written into the form that was not taken, to be copied: there is no page left that it could stand in. */
	readonly written?: readonly string[] | undefined
}

const faultContent = ({ own, frame }: DeskTexts, shown: FaultShown): Html => {
	const { fault, href, reason, sub, retryAfter, signOut, written = [] } = shown
	const { title, text, way } = own.faults[fault]
	return html`<section class="fault"><h1>${title}</h1><p>${reason ?? text}</p>${sub !== undefined && html`<p>${own.account}: <code>${sub}</code></p>`}${retryAfter !== undefined && html`<p class="soft">${own.retryIn(retryAfter)}</p>`}<p class="ways"><a class="act main" href="${href}">${way}</a></p>${written.map((words, index) => html`<p><label for="written-${index}">${own.written}</label></p><textarea id="written-${index}" rows="5" readonly dir="auto">${words}</textarea>`)}${signOut !== undefined && html`<form method="post" action="/desk/sign-out">${signOut.csrf !== undefined && html`<input type="hidden" name="_csrf" value="${signOut.csrf}">`}<button class="act quiet">${frame.signOut}</button></form>`}</section>`
}

/** Renders a fault for somebody who is signed in: the lists and the search stay at hand. */
export const framedFaultPage = (frame: Frame, shown: FaultShown): Html =>
	deskPage(frame, { title: frame.texts.own.faults[shown.fault].title, content: faultContent(frame.texts, shown) })

/** Without a session there is nothing for the script to do. */
const barePage = ({ texts, theme, assets: { style } }: Look, title: string, content: Html): Html =>
	deskDocument(
		{ texts, theme, assets: { style } },
		title,
		html`<body class="bare">
<main id="main"><p class="brand">${texts.frame.desk}</p>${content}</main>
</body>`,
	)

/** Renders a fault for somebody of whom nothing may be known: without the frame. */
export const bareFaultPage = (look: Look, shown: FaultShown): Html =>
	barePage(look, look.texts.own.faults[shown.fault].title, faultContent(look.texts, shown))

/** Renders where somebody lands who is not signed in. */
export const landingPage = (look: Look, href: string): Html => {
	const { own } = look.texts
	return barePage(
		look,
		own.signIn,
		html`<section class="fault"><h1>${own.signIn}</h1><p>${own.signInText}</p><p class="ways"><a class="act main" href="${href}">${own.signIn}</a></p></section>`,
	)
}
