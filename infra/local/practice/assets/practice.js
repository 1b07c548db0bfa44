// The practice page keeps itself up to date: it asks for the page's version and, when that changed, takes the live
// parts from a fresh copy of the page. So does the overview while the hour is played. Everything also works without
// this script.
const root = document.querySelector('.practice')
const INTERVAL_MILLISECONDS = 1500

const openIds = () => new Set([...document.querySelectorAll('[data-live] details[open]')].map(({ id }) => id))

/** Puts a part's new content in, keeping what was opened and where the focus was. */
const replacePart = (part, fresh) => {
	const opened = openIds()
	const focused = part.contains(document.activeElement) ? document.activeElement.id : ''
	part.replaceChildren(...fresh.childNodes)
	for (const details of part.querySelectorAll('details')) if (opened.has(details.id)) details.open = true
	if (focused) document.getElementById(focused)?.focus({ preventScroll: true })
}

/** A mail stays where it is when only others came: its frame would flicker otherwise. */
const replaceMails = (part, fresh) => {
	const list = part.querySelector('.mails')
	const news = fresh.querySelector('.mails')
	if (!list || !news) return replacePart(part, fresh)
	const known = new Set([...list.querySelectorAll('.mail')].map(({ id }) => id))
	const added = [...news.children].filter((item) => !known.has(item.querySelector('.mail').id))
	list.prepend(...added)
}

const refresh = async () => {
	const answer = await fetch('/practice/version')
	if (!answer.ok || (await answer.text()) === root.dataset.version) return
	const copy = new DOMParser().parseFromString(await (await fetch(`/practice${location.search}`)).text(), 'text/html')
	const fresh = copy.querySelector('.practice')
	if (!fresh) return
	for (const part of document.querySelectorAll('[data-live]')) {
		const other = fresh.querySelector(`[data-live="${part.dataset.live}"]`)
		if (!other || other.innerHTML === part.innerHTML) continue
		if (part.dataset.live === 'mail') replaceMails(part, other)
		else replacePart(part, other)
	}
	root.dataset.version = fresh.dataset.version
	document.getElementById('news').textContent = root.dataset.changed
}

const tick = async () => {
	// A server that is being restarted is asked again at the next tick.
	if (!document.hidden) await refresh().catch(() => undefined)
	setTimeout(tick, INTERVAL_MILLISECONDS)
}

/** While the hour is played, the overview shows how far. */
const followHour = async () => {
	const part = document.querySelector('[data-live="hour"]')
	if (document.hidden || !part?.querySelector('progress')) return
	const copy = await (await fetch(`/${location.search}`)).text()
	const fresh = new DOMParser().parseFromString(copy, 'text/html').querySelector('[data-live="hour"]')
	if (fresh) replacePart(part, fresh)
}
setInterval(() => void followHour().catch(() => undefined), INTERVAL_MILLISECONDS)

if (root) {
	void tick()
	root.querySelector('#write').addEventListener('keydown', (event) => {
		if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) event.currentTarget.requestSubmit()
	})
}
