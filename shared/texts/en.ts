import { onFirstUse } from '#shared/kernel/on-first-use.ts'
import type { Catalogue } from './catalogue.ts'

const list = onFirstUse(() => new Intl.ListFormat('en-GB', { type: 'conjunction' }))

/** All texts in English. */
export const english: Catalogue = {
	tag: 'en',
	messages: {
		request: ({ company, link, code, fields }) =>
			[
				`Hello, to help you we need a few more details from you: ${list().format(fields)}.`,
				`Please do not write them here. Open this link and enter your e-mail address:\n${link}`,
				`You will then get an e-mail that leads to an encrypted page. There we ask for this code:\n${code}`,
				`Please do not pass the code on. This message was sent automatically for our team. ${company}`,
			].join('\n\n'),
		invitation: ({ number, hotline }) =>
			`To help you we need details that should not be public. Please send us a private message and we will go on safely from there. Not possible? Call us on ${hotline}, case ${number}.`,
		askForAnswer: 'Please answer this message briefly, so that we can go on writing to you here.',
		deletePost:
			'Your post shows personal details that everybody can read here. Please delete it and send them to us in a private message instead. Then we will gladly help you.',
		netiquette: {
			pointer:
				'We are glad to help. Please let us keep it factual: there are people on our side, and they are here for you.',
			warning:
				'We are looking after your matter. But we do not leave insults here: please go on without them, or we will hide such posts.',
		},
		mailBounced: ({ link, hotline }) =>
			`Our e-mail to you came back. Please open the link once more and check the address:\n${link}\n\nYour code stays the same. If it fails again, please call us on ${hotline}. This message was sent automatically.`,
		mailComplained: ({ link, hotline }) =>
			`Our e-mail was reported as unwanted, so we will send nothing to that address for 30 days. Do you still need our help? Then please open the link and enter another address:\n${link}\n\nYour code stays the same. You can also call us on ${hotline}. This message was sent automatically.`,
	},
	fields: {
		customerNumber: {
			noun: 'customer number',
			label: 'Customer number',
			hint: 'At the top of your bill. It helps us find your contract.',
		},
		name: { noun: 'name', label: 'Full name', hint: 'As it is in your contract.' },
		phone: { noun: 'phone number', label: 'Phone number', hint: 'We will call you on this number.' },
		callbackWindow: {
			noun: 'a time to call you',
			label: 'When may we call?',
			hint: 'For example: weekdays between 5 and 7 pm.',
		},
		connectionAddress: {
			noun: 'address of the connection',
			label: 'Address of the connection',
			hint: 'Street and number, postcode and town. It helps us find the line.',
		},
		orderNumber: { noun: 'order number', label: 'Order number', hint: 'In your order confirmation.' },
		email: { noun: 'e-mail address', label: 'E-mail address', hint: 'We will write to you at this address.' },
		freeText: {
			noun: 'a description in your own words',
			label: 'What else would you like to tell us?',
			hint: 'Please no passwords, PIN, PUK, bank details or identity card numbers.',
		},
	},
	problems: {
		summary: 'Please check what you entered',
		missing: ({ label }) => `“${label}” is missing.`,
		tooLong: ({ label, max }) => `“${label}” is too long: ${max} characters at most.`,
		invalid: {
			customerNumber: 'A customer number has at least four digits or letters.',
			name: 'Please give your name in letters.',
			phone: 'This phone number does not look right. For example: 0431 123456 or +49 431 123456.',
			callbackWindow: 'Please name days or times, for example: weekdays between 5 and 7 pm.',
			connectionAddress: 'Please give street, number, postcode and town.',
			orderNumber: 'An order number has at least four digits or letters.',
			email: 'This e-mail address does not look right. For example: name@example.com.',
			freeText: 'Please use words.',
		},
		bankDetails: 'This looks like an account number (IBAN). Please take it out: we never ask for bank details here.',
		addressMissing: 'Please enter your e-mail address.',
		addressInvalid: 'This e-mail address does not look right. For example: name@example.com.',
		codeEmpty: 'Please enter the code.',
		codeIllFormed: 'One of the characters is mistyped. Please compare the code once more.',
		codeWrong: 'This code does not belong to this link. Please take the code from our latest private message.',
		presentedEmpty: 'Please enter the link or the reference.',
		presentedIllFormed: 'This is not complete. Please copy the whole link, or type the reference once more.',
		tailWrong: 'The four characters are not right. They are at the end of the reference in your e-mail.',
	},
	frame: {
		securePage: 'Secure page',
		switchLabel: 'Language',
		privacy: 'Privacy',
		imprint: 'Imprint',
		help: ({ hotline }) => `Questions? Call ${hotline}`,
		opening: 'Opening the page …',
	},
	code: { label: 'Code', hint: 'Eight characters from our private message. Upper or lower case is the same.' },
	startShell: {
		title: 'Open your request',
		intro: 'Paste the whole link from our private message here.',
		label: 'Link from the private message',
		button: 'Continue',
	},
	dataShell: {
		title: 'Open the secure page',
		intro: 'Enter the reference that is printed in our e-mail. You can also paste the whole link.',
		label: 'Reference or link from the e-mail',
		hint: '26 characters. Dashes and blanks may be left out.',
		button: 'Continue',
	},
	start: {
		title: 'Your e-mail address',
		intro: 'We will send you a link to an encrypted page. You give your details there, not here.',
		asked: 'There we will ask you for:',
		label: 'E-mail address',
		hint: 'We use it for this matter only.',
		button: 'Continue',
		noMailTitle: 'No e-mail?',
		noMailIntro: 'We can call you instead. For that we need the code from our private message.',
		noMailButton: 'Ask for a call',
	},
	confirm: {
		title: 'Is the address right?',
		intro: 'We will send the link to this address:',
		yes: 'Yes, send the e-mail',
		change: 'Change the address',
	},
	sent: {
		title: 'Please check your mailbox',
		paragraphs: [
			'You will get an e-mail from us within a few minutes. Open the link in it and have the code from our private message at hand.',
			'Nothing there? Please look in your spam folder. Otherwise write to us where you first wrote.',
		],
	},
	askCode: {
		title: 'Please enter your code',
		intro: 'It tells us that the request has reached you.',
		button: 'Continue',
	},
	notMe: {
		title: 'You never wrote to us?',
		intro:
			'Then somebody gave your address by mistake. We will make the link invalid and send you nothing for 30 days.',
		label: 'The last four characters of the reference',
		hint: 'The reference is at the end of your e-mail.',
		button: 'That was not me',
		done: {
			title: 'Thank you for telling us',
			paragraphs: ['The link is invalid now. For 30 days we will send no such e-mail to your address.'],
		},
	},
	form: {
		title: 'Your details',
		intro:
			'Your details are stored encrypted. Only those who work on your matter can read them. We erase them a few days after it is closed.',
		warning: 'We never ask here for passwords, PIN, PUK, bank details or identity cards.',
		optional: 'optional',
		partial: 'I do not have the missing details at hand. Please send without them.',
		button: 'Send securely',
	},
	thanks: {
		title: 'Thank you',
		paragraphs: ['Your details have reached us safely.', 'We will be in touch. You can close this page now.'],
	},
	thanksForNumber: {
		title: 'Thank you',
		paragraphs: ['Your number has reached us safely. We will call you.', 'You can close this page now.'],
	},
	received: {
		title: 'Your details are already here',
		paragraphs: [
			'We have received them safely, there is nothing left to do. Is there anything to correct? Write to us where you first wrote.',
		],
	},
	expired: {
		title: 'This link has expired',
		paragraphs: ['It was valid for seven days. Write to us where you first wrote and you will get a new one.'],
	},
	paused: {
		title: 'A short pause',
		paragraphs: ['Too many wrong codes were entered. Please wait 15 minutes, then open the link again.'],
	},
	unknown: {
		title: 'This link is not valid',
		paragraphs: [
			'It may be incomplete, or a newer one has replaced it. Please open our latest message. Otherwise write to us where you first wrote.',
		],
	},
	failed: {
		title: 'That did not work',
		paragraphs: ['The fault is ours. Please try again in a few minutes; your link stays valid.'],
	},
	refused: {
		title: 'We cannot accept that',
		paragraphs: ['Please open the link in our message again and fill in the page there.'],
	},
	mail: {
		subject: ({ company }) => `${company}: the next step for your matter`,
		preview: 'Open the secure page and have your code at hand.',
		greeting: 'Hello,',
		intro: ({ company }) =>
			`You wrote to ${company} on a social network. To help you we need a few more details. Please give them on our encrypted page, not in a reply to this e-mail.`,
		button: 'Open the secure page',
		codeIsElsewhere: 'There we ask for your code. It is in our private message, not in this e-mail.',
		validity: 'The link is valid for seven days and can be used to send your details once.',
		withoutScript: ({ address }) => `The link does not open? Then enter this reference at ${address}:`,
		referenceLabel: 'Reference',
		notMe:
			'You never wrote to us? Open the page and choose “That was not me”. The link becomes invalid and you will not hear from us for 30 days.',
		never: 'We never ask for passwords, PIN, PUK, bank details or identity cards.',
		closing: ({ company }) => `Kind regards\n${company}`,
		automatic: ({ hotline }) =>
			`This e-mail was sent automatically. We can only match a reply to your matter once you have filled in the secure page. Phone: ${hotline}`,
	},
	answerMail: {
		subject: ({ company, number }) => `Your request ${number} at ${company}`,
		howToAnswer: ({ company, hotline }) =>
			`Do you have another question? Just reply to this e-mail, ideally from the same address. Please do not send us passwords, PIN, PUK, bank details or identity cards here either. ${company}, phone: ${hotline}`,
	},
}
