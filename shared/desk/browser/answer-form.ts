/** The form in which an answer or a note is written, `#composer`. */
export type AnswerForm = {
	readonly form: HTMLFormElement
	readonly text: HTMLTextAreaElement
	/** `/desk/cases/7K3M9QX/acts`: all acts of the case are posted below it. */
	readonly acts: string
	/** Where it goes: `public`, `private`, `mail` or `note`. */
	readonly way: () => string
}

const wayOf = (form: HTMLFormElement): string => {
	const chosen = form.querySelector<HTMLInputElement>('[data-way]:checked')
	return chosen?.dataset.way || chosen?.value || 'public'
}

/** Finds the form; undefined on a page on which nothing can be written. */
export const findAnswerForm = (): AnswerForm | undefined => {
	const form = document.querySelector('form#composer')
	const text = form?.querySelector('textarea[name=text]')
	if (!(form instanceof HTMLFormElement) || !(text instanceof HTMLTextAreaElement)) return undefined
	const acts = /^.*\/acts(?=\/)/.exec(form.getAttribute('action') ?? '')?.[0]
	return acts === undefined ? undefined : { form, text, acts, way: () => wayOf(form) }
}
