import { realClock, SECOND } from '#shared/kernel/clock.ts'
import { fillWords, type Values } from './words.ts'

/** The page: its elements by what they are for, its language, its time, and what it says aloud. */

const { lang } = document.documentElement

/** As the pages write times and numbers. */
export const language = lang === 'en' ? 'en-GB' : lang || 'de'

/** What the case's clock is ahead of this machine's: the page says what it was when it was made. */
const ahead = Date.parse(document.body.dataset.now ?? '') - realClock.epochMilliseconds() || 0

/** Returns the time of cases in milliseconds. */
export const caseTime = (): number => realClock.epochMilliseconds() + ahead

const clockTime = new Intl.DateTimeFormat(language, { timeStyle: 'medium', timeZone: 'Europe/Berlin' })

/** Says a moment as `14:03:11`. */
export const sayClock = (milliseconds: number): string => clockTime.format(milliseconds)

export const byId = (id: string): HTMLElement | null => document.getElementById(id)

export const findAll = (selector: string, within: ParentNode = document): HTMLElement[] => [
	...within.querySelectorAll<HTMLElement>(selector),
]

/** Writes a text where it changed: what is written again would be read out again. */
export const write = (element: Element | null | undefined, text: string): void => {
	if (element && element.textContent !== text) element.textContent = text
}

/** Shows an element with a sentence of its own, or hides it where there is nothing to say. */
export const showSaid = (element: HTMLElement | null | undefined, said: string | undefined): void => {
	if (!element) return
	element.hidden = !said
	write(element, said ?? '')
}

/** Returns a sentence of the page, filled: all words of the script stand there, as attributes of `#desk-words`. */
export const word = (name: string, values: Values = {}): string | undefined =>
	fillWords(byId('desk-words')?.dataset[name], values)

/** Says how many in the words of the page: `newOne` or `newMany`. */
export const wordOf = (name: string, count: number): string | undefined =>
	word(`${name}${new Intl.PluralRules(language).select(count) === 'one' ? 'One' : 'Many'}`, { n: count })

type Attributes = Readonly<Record<string, string>>

/** Makes an element with its attributes and what is in it. */
export const make = <Tag extends keyof HTMLElementTagNameMap>(
	tag: Tag,
	attributes: Attributes = {},
	...content: readonly (Node | string | undefined)[]
): HTMLElementTagNameMap[Tag] => {
	const element = document.createElement(tag)
	for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value)
	element.append(...content.filter((one) => one !== undefined))
	return element
}

/** What is said within a moment is said together: a region that is rewritten before it was read says only the last. */
const createVoice = (id: string) => {
	let pending: string[] = []
	return (said: string | undefined): void => {
		if (said === undefined || said === '' || pending.includes(said)) return
		if (pending.push(said) > 1) return
		write(byId(id), '')
		setTimeout(() => {
			write(byId(id), pending.join(' '))
			pending = []
		}, SECOND / 10)
	}
}

/** Says something when there is a pause. */
export const say = createVoice('status')

/** Says something at once. */
export const warn = createVoice('alert')

/** Returns the words of an element as they are read out: each piece for itself, without what there is to choose or press. */
export const sayable = (element: Element): string => {
	const walker = document.createTreeWalker(element, NodeFilter.SHOW_TEXT)
	const pieces: string[] = []
	while (walker.nextNode())
		if (!walker.currentNode.parentElement?.closest('label, select, button, details, [hidden]'))
			pieces.push(walker.currentNode.textContent ?? '')
	return pieces
		.join(' ')
		.replaceAll(/\s+/g, ' ')
		.replaceAll(/ (?=[.,:;])/g, '')
		.trim()
}

/** Tells whether somebody types here: no key does anything else there. */
export const isTextField = (element: Element | null): boolean =>
	element !== null &&
	(element.matches('textarea, select, [contenteditable]') ||
		(element.matches('input') && !element.matches('[type=checkbox], [type=radio], [type=submit], [type=button]')))

type Trusted = { readonly createHTML: (text: string) => string }
type TrustedTypes = {
	readonly createPolicy: (name: string, rules: { readonly createHTML: (text: string) => string }) => Trusted
}

const trustedTypes = (): TrustedTypes | undefined => Reflect.get(globalThis, 'trustedTypes')

/** The one way in which a text becomes elements: what our own server noteAnswer, parsed where no script of it runs. */
const policy: Trusted = trustedTypes()?.createPolicy('desk', { createHTML: (text) => text }) ?? {
	createHTML: (text) => text,
}

const parser = new DOMParser()

/** Reads a whole document. */
export const parsePage = (text: string): Document => parser.parseFromString(policy.createHTML(text), 'text/html')

/** Reads parts of a page, whatever elements they are: one as it is, several in a template each, as a row of a table has no place beside others. */
export const parseParts = (text: string): readonly Element[] =>
	[...(parsePage(`<template>${text}</template>`).querySelector('template')?.content.children ?? [])].flatMap(
		(one) => (one instanceof HTMLTemplateElement ? one.content.firstElementChild : one) ?? [],
	)
