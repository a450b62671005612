/** Huisheng closes the loop of after-sales feedback; each package below is one room of the house. */
@NullMarked
package io.huisheng;

import org.jspecify.annotations.NullMarked;
