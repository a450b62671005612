// The page works without this: it only counts characters, shows progress and keeps a finger from sending twice.
(function () {
  'use strict';
  var form = document.querySelector('form.questions');
  if (!form) {
    return;
  }

  form.querySelectorAll('[data-longest]').forEach(function (field) {
    var limit = document.getElementById(field.id + '-limit');
    var longest = Number(field.dataset.longest);
    var promise = limit.textContent;
    var count = function () {
      var typed = Array.from(field.value).length;
      limit.textContent = typed === 0 ? promise : typed + ' / ' + longest;
      limit.classList.toggle('over', typed > longest);
    };
    field.addEventListener('input', count);
    count();
  });

  var questions = Array.from(form.querySelectorAll('.question')).filter(function (question) {
    return question.querySelector('.number');
  });
  if (questions.length > 1) {
    var bar = document.createElement('div');
    bar.className = 'progress';
    var text = document.createElement('span');
    text.id = 'progress-text';
    var meter = document.createElement('progress');
    meter.max = questions.length;
    meter.setAttribute('aria-labelledby', text.id);
    bar.append(text, meter);
    form.prepend(bar);
    var isAnswered = function (question) {
      return Array.from(question.querySelectorAll('input, textarea, select')).some(function (field) {
        return field.type === 'radio' || field.type === 'checkbox' ? field.checked : field.value.trim() !== '';
      });
    };
    var show = function () {
      var answered = questions.filter(isAnswered).length;
      meter.value = answered;
      text.textContent = form.dataset.progress.replace('{n}', answered).replace('{of}', questions.length);
    };
    form.addEventListener('input', show);
    show();
  }

  var anonymous = form.querySelector('.anonymity input');
  if (anonymous) {
    var setAside = function () {
      form.querySelectorAll('.personal').forEach(function (question) {
        question.classList.toggle('set-aside', anonymous.checked);
        if (anonymous.checked) {
          question.querySelectorAll('input').forEach(function (field) {
            field.checked = false;
            if (field.type === 'text') {
              field.value = '';
            }
          });
        }
      });
    };
    anonymous.addEventListener('change', setAside);
  }

  var problem = document.getElementById('problem');
  if (problem) {
    problem.focus();
  }

  var sent = false;
  form.addEventListener('submit', function (event) {
    if (sent) {
      event.preventDefault();
      return;
    }
    sent = true;
    form.querySelector('.send .button').setAttribute('aria-disabled', 'true');
  });
  window.addEventListener('pageshow', function () {
    sent = false;
    form.querySelector('.send .button').removeAttribute('aria-disabled');
  });
})();
