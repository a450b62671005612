// A link in a task form opens beside the form: form-js strips the target of links, and leaving Tasklist would lose what was typed.
addEventListener(
  'click',
  (event) => {
    const link = event.target instanceof Element && event.target.closest('.fjs-container a[href]');
    if (link) {
      link.target = '_blank';
      link.rel = 'noopener';
    }
  },
  { capture: true },
);

// form-js takes a text over 300 ms after the last key; whatever redraws the form in between empties the field, and the words are gone.
// It takes over at once what is in a field that is left, so each change says that the field was left; and who leaves a field for
// good finds in it what was typed.
const typed = new WeakMap();
const isTextField = (element) =>
  element instanceof Element && element.matches('.fjs-form-field-textarea textarea, .fjs-form-field-textfield input');

addEventListener('input', ({ target, isTrusted }) => {
  if (isTrusted && isTextField(target)) {
    typed.set(target, target.value);
    target.dispatchEvent(new FocusEvent('blur'));
  }
});

addEventListener(
  'blur',
  ({ target, isTrusted }) => {
    if (isTrusted && isTextField(target) && typed.has(target) && target.value !== typed.get(target)) {
      target.value = typed.get(target);
      target.dispatchEvent(new Event('input', { bubbles: true }));
    }
  },
  { capture: true },
);

// form-js knows its messages in English only
const messages = [
  [/^Field is required\.$/, () => '请填写。'],
  [/^Field must have minimum length of (\d+)\.$/, (n) => `至少 ${n} 个字。`],
  [/^Field must have maximum length of (\d+)\.$/, (n) => `最多 ${n} 个字。`],
  [/^Field must have minimum value of (.+)\.$/, (n) => `不能小于 ${n}。`],
  [/^Field must have maximum value of (.+)\.$/, (n) => `不能大于 ${n}。`],
  [/^Field must match pattern .+$/, () => '格式不正确。'],
];

const translate = (error) => {
  error.querySelectorAll('li').forEach((line) => {
    for (const [english, chinese] of messages) {
      const match = english.exec(line.textContent);
      if (match && line.firstChild) {
        line.firstChild.nodeValue = chinese(match[1]);
      }
    }
  });
};

const invite = (placeholder) => {
  if (placeholder.textContent === 'Select' && placeholder.firstChild) {
    placeholder.firstChild.nodeValue = '请选择';
  }
};

if ((navigator.languages?.[0] ?? navigator.language ?? '').toLowerCase().startsWith('zh')) {
  new MutationObserver(() => {
    document.querySelectorAll('.fjs-form-field-error').forEach(translate);
    document.querySelectorAll('.fjs-select-placeholder').forEach(invite);
  }).observe(document, {
    childList: true,
    subtree: true,
  });
}

export default [];
