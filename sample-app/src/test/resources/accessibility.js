// Returns what is wrong with the page as it is shown: names of controls, contrast, references, headings, width.
const problems = [];
const shown = (element) => element.checkVisibility({ checkOpacity: true, checkVisibilityCSS: true });
const describe = (element) => element.tagName.toLowerCase() + (element.id ? '#' + element.id : '') + ' "' + element.textContent.trim().slice(0, 40) + '"';

// Every control has a name.
document.querySelectorAll('a, button, input, summary, meter, svg[role=img], [tabindex]').forEach((control) => {
  const references = (control.getAttribute('aria-labelledby') || '').split(' ').map((id) => document.getElementById(id)?.textContent.trim() || '').join('');
  const labels = [...(control.labels || [])].map((label) => label.textContent.trim()).join('');
  if (!(control.textContent.trim() || control.getAttribute('aria-label') || references || labels)) {
    problems.push('no name: ' + describe(control));
  }
});

// Every reference has a target; ids are unique.
const ids = [...document.querySelectorAll('[id]')].map((element) => element.id);
ids.filter((id, index) => ids.indexOf(id) !== index).forEach((id) => problems.push('id twice: ' + id));
['aria-labelledby', 'aria-describedby', 'for'].forEach((name) => document.querySelectorAll('[' + name + ']').forEach((element) =>
  element.getAttribute(name).split(' ').filter((id) => !ids.includes(id)).forEach((id) => problems.push('no target: ' + id))));
if (!document.documentElement.lang || !document.title) {
  problems.push('no language or title');
}
let level = 0;
document.querySelectorAll('h1, h2, h3').forEach((heading) => {
  const next = Number(heading.tagName[1]);
  if (next > level + 1) {
    problems.push('heading skips a level: ' + describe(heading));
  }
  level = next;
});

// Contrast of every text: 4.5 to 1, 3 to 1 where it is large (WCAG 2.2 AA).
const numbers = (colour) => colour.match(/[\d.]+/g).map(Number);
const luminance = ([red, green, blue]) => [red, green, blue].map((value) => value / 255)
  .map((value) => value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4)
  .reduce((sum, value, index) => sum + value * [0.2126, 0.7152, 0.0722][index], 0);
const background = (element) => {
  for (let current = element; current; current = current.parentElement) {
    const colour = numbers(getComputedStyle(current).backgroundColor);
    if (colour.length === 3 || colour[3] === 1) {
      return colour;
    }
  }
  return [255, 255, 255];
};
const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
let checked = 0;
while (texts.nextNode()) {
  const element = texts.currentNode.parentElement;
  if (texts.currentNode.textContent.trim() && shown(element) && !element.closest('noscript')) {
    const style = getComputedStyle(element);
    const [low, high] = [luminance(numbers(style.color)), luminance(background(element))].sort((one, other) => one - other);
    const contrast = (high + 0.05) / (low + 0.05);
    const size = parseFloat(style.fontSize);
    checked++;
    if (contrast < (size >= 24 || (size >= 18.66 && Number(style.fontWeight) >= 700) ? 3 : 4.5)) {
      problems.push('contrast ' + contrast.toFixed(2) + ': ' + describe(element));
    }
  }
}
if (checked < 60) {
  problems.push('only ' + checked + ' texts were checked');
}

// Usable at this width, by finger, and without motion.
if (document.documentElement.scrollWidth > window.innerWidth) {
  problems.push('wider than the window: ' + document.documentElement.scrollWidth);
}
document.querySelectorAll('button').forEach((button) => {
  if (button.getBoundingClientRect().height < 44) {
    problems.push('too low for a finger: ' + describe(button));
  }
  if (parseFloat(getComputedStyle(button).transitionDuration) > 0) {
    problems.push('moves: ' + describe(button));
  }
});
return problems;
